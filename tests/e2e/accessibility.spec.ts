import type { Page } from '@playwright/test';
import { patientsCsv } from '../fixtures/patients-csv.ts';
import { expectAccessible } from './axe.ts';
import { expect, logIn, test } from './clinic.ts';
import { beginPayment, checkIn, openTill, sendToBilling, treat } from './steps.ts';

const PATIENT = 'Asha Kulkarni';

test('nobody is kept out at the door: first run, login, lock, refused', async ({ clinic }) => {
  const counter = await clinic.start('Reception');
  const { page } = await counter.window();
  await inBothSchemes(page, 'first run');
  await page.getByLabel('Enrolment code').fill('NOT-A-CODE');
  await page.getByRole('button', { name: 'Enrol' }).click();
  await expect(page.getByText(/^This is not an enrolment code/)).toBeVisible();
  await inBothSchemes(page, 'first run, code refused');
  const saved = (written: string) => ({ name: 'code.txt', mimeType: 'text/plain', buffer: Buffer.from(written) });
  await page.locator('input[type="file"]').setInputFiles(saved('no code'));
  await expect(page.getByText(/^There is no enrolment code in this file/)).toBeVisible();
  const code = await clinic.codeFor(counter);
  await page.locator('input[type="file"]').setInputFiles(saved(`Enrolment code for Reception\r\n\r\n${code}\r\n`));
  await expect(page.getByText('The code was read from code.txt.')).toBeVisible();
  await expect(page.getByLabel('Enrolment code')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
  await inBothSchemes(page, 'login');
  await page.getByRole('combobox', { name: 'Who are you?' }).fill('rekha');
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByText('Login or password is not right.')).toBeVisible();
  await inBothSchemes(page, 'login refused');
  await logIn(page, 'Reception');
  await page.getByRole('button', { name: /Rekha Front/ }).click();
  await inBothSchemes(page, 'the menu');
  await page.getByRole('menuitem', { name: 'Change password' }).click();
  await inBothSchemes(page, 'change password');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+l');
  await expect(page.getByText(/^Locked/)).toBeVisible();
  await inBothSchemes(page, 'lock');

  const [enrolled] = await clinic.terminals();
  await clinic.admin.inClinic(clinic.planned.clinicId)('revokeTerminal', { terminalId: enrolled?.id ?? '', reason: 'replaced' });
  await expect(page.getByRole('heading', { name: 'This terminal cannot work' })).toBeVisible();
  await inBothSchemes(page, 'revoked');
});

test('nobody is kept out at a counter', async ({ clinic }) => {
  const { page: reception } = await clinic.open('Reception');
  await test.step('reception', async () => {
    await inBothSchemes(reception, 'reception, empty');
    await reception.keyboard.press('F3');
    await reception.getByRole('button', { name: 'Register and check in' }).click();
    await inBothSchemes(reception, 'registration with what is missing');
    await reception.keyboard.press('Escape');
    await checkIn(reception, PATIENT);
    await inBothSchemes(reception, 'reception, a visit in the queue');
    await reception.getByRole('combobox', { name: /^Find a patient/ }).fill('asha');
    await expect(reception.getByRole('listbox', { name: 'Patients found' }).getByRole('option')).toBeVisible();
    await inBothSchemes(reception, 'reception, a patient found');
    await reception.keyboard.press('Enter');
    await inBothSchemes(reception, 'check in');
    await reception.keyboard.press('F8');
    await expect(reception.getByText('That you looked at this patient is in the log.')).toBeVisible();
    await inBothSchemes(reception, 'profile');
    await reception.keyboard.press('Escape');
  });

  const { page: room } = await clinic.open('Room 1');
  await test.step('consulting', async () => {
    await inBothSchemes(room, 'consulting');
    await treat(room, PATIENT);
    await inBothSchemes(room, 'an encounter');
    await sendToBilling(room, PATIENT);
  });

  const { page: cashier, counter, papers } = await clinic.open('Cashier');
  await test.step('cashier', async () => {
    await inBothSchemes(cashier, 'no open till');
    await openTill(cashier);
    await inBothSchemes(cashier, 'cashier');
    await beginPayment(cashier, PATIENT);
    await cashier.getByRole('button', { name: /^Card/ }).click();
    await inBothSchemes(cashier, 'paying by card');
    await cashier.getByLabel('Last 4 digits').fill('4242');
    await cashier.getByLabel('Slip number').fill('77');
    await cashier.getByRole('button', { name: 'Take payment' }).click();
    await expect(cashier.getByText('No change to give back')).toBeVisible();
    await inBothSchemes(cashier, 'paid');
    await cashier.getByRole('button', { name: 'Print receipt' }).click();
    await papers.next();
    await inBothSchemes(cashier, 'a receipt on paper');
    await cashier.keyboard.press('Escape');
    await cashier.getByRole('button', { name: 'Next patient' }).click();
    await cashier.keyboard.press('F9');
    await inBothSchemes(cashier, 'X report');
    await cashier.keyboard.press('Escape');
    await cashier.keyboard.press('F10');
    await inBothSchemes(cashier, 'blind count');
    await cashier.keyboard.press('Escape');
    counter.link.cut();
    await expect(cashier.getByText(/^Offline since/)).toBeVisible();
    await inBothSchemes(cashier, 'cashier, offline');
  });

  for (const [name, page] of Object.entries({ reception, room, cashier })) {
    await chooseHindi(page);
    await inBothSchemes(page, `${name} in Hindi`);
  }
});

test('nobody is kept out of the back office', async ({ clinic }) => {
  const { page } = await clinic.open('Back office');
  await expect(page.getByRole('tab', { name: 'Today' })).toBeVisible();
  const sections = await page.getByRole('tab').allTextContents();
  expect(sections).toHaveLength(15);
  for (const section of sections) {
    await page.getByRole('tab', { name: section }).click();
    await expect(page.getByRole('tabpanel')).toBeVisible();
    await inBothSchemes(page, `the manager’s ${section}`);
  }
  await test.step('an import, from its preview to its report', async () => {
    await page.getByRole('tab', { name: 'Imports' }).click();
    // The last row has no name and no date, and is refused.
    const buffer = Buffer.from(`${patientsCsv(30)}F,,,,no-name,,\n`);
    await page.locator('input[type="file"]').setInputFiles({ name: 'patients.csv', mimeType: 'text/csv', buffer });
    await expect(page.getByText('1 row cannot be read')).toBeVisible();
    await inBothSchemes(page, 'the preview of an import');
    await page.getByRole('button', { name: 'Import 30 rows' }).click();
    await expect(page.getByRole('button', { name: 'Download the report' })).toBeVisible();
    await inBothSchemes(page, 'the report of an import');
  });

  await test.step('an entry of the log', async () => {
    await page.getByRole('tab', { name: 'Audit explorer' }).click();
    await page.getByRole('button', { name: 'Look', exact: true }).click();
    await page
      .getByRole('row', { name: /Suresh Manager/ })
      .first()
      .click();
    await expect(page.getByRole('heading', { name: 'Changes' })).toBeVisible();
    await inBothSchemes(page, 'an entry of the log');
  });

  await page.keyboard.press('Control+k');
  await logIn(page, 'Back office', 'owner');
  await page.getByRole('tab', { name: 'Terminals' }).click();
  await page.getByRole('button', { name: 'Enrolment code' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Enrolment code' }).click();
  await expect(page.getByRole('dialog').getByText(/^Works for another/)).toBeVisible();
  await inBothSchemes(page, 'an enrolment code');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  expect((await download).suggestedFilename()).toBe('Back office.counterfoil-code.txt');
  await page.keyboard.press('Escape');
  for (const [section, button] of [
    ['Terminals', 'Add a counter'],
    ['Staff', 'Add a person'],
    ['Catalogue', 'Add a service'],
    ['Clinic', 'Add a branch'],
  ] as const) {
    await page.getByRole('tab', { name: section }).click();
    await page.getByRole('button', { name: button }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await inBothSchemes(page, button);
    await page.keyboard.press('Escape');
  }
  await chooseHindi(page);
  await inBothSchemes(page, 'the back office in Hindi');
});

async function chooseHindi(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Your menu/ }).click();
  await page.getByRole('menuitem', { name: 'हिन्दी' }).click();
  await expect(page.getByRole('menu')).toBeHidden();
}

/** By day and by night: contrast is another in each. */
async function inBothSchemes(page: Page, screen: string): Promise<void> {
  // The dark scheme has the same elements in other colours.
  for (const [colorScheme, looked] of [
    ['light', 'whole'],
    ['dark', 'colours'],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `${screen}, ${colorScheme}`, looked);
  }
}
