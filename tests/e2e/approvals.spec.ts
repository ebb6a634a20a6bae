import { resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { approval } from '#domain/approvals/approval.ts';
import { service } from '#domain/catalogue/service.ts';
import { doctor } from '#domain/doctors/doctor.ts';
import { visit } from '#domain/visits/visit.ts';
import { openBrowserShell } from '#main/browser-shell.ts';
import { Clinic, type Counter, login, PASSWORD } from '../sync/clinic.ts';
import { expectAccessible } from './axe.ts';

const COURIER = { amountMinor: 90_000, category: 'courier', payee: 'Blue Dart', slip: null, reason: 'Six parcels' };
const windowFolder = process.env.COUNTERFOIL_WINDOW ?? resolve(import.meta.dirname, '../../out/renderer');

/** A cashier's request at another machine of the clinic. */
async function asked(cash: Counter, session: string, more: object = {}): Promise<string> {
  const { approvalId = '' } = await granted(cash, session, 'requestPayOut', { ...COURIER, ...more });
  return approvalId;
}

/** A visit that waits for the cashier, made at the reception's and the doctor's terminals. */
async function readyVisit(clinic: Clinic, name: string): Promise<void> {
  const [reception, room] = [await clinic.enrolled('Reception'), await clinic.enrolled('Room')];
  const [asha, rao] = [await login(reception, 'asha'), await login(room, 'rao')];
  const { reader } = room.terminal.store;
  const [{ id: doctorId } = { id: '' }] = reader.find(doctor, {});
  const [{ id: serviceId } = { id: '' }] = reader.find(service, { code: 'D-COMP' });
  const born = { phone: '9845012345', name, sex: 'female', ageYears: 40, doctorId };
  const { patientId } = await granted(reception, asha, 'registerPatient', born);
  const { visitId } = await granted(reception, asha, 'checkInPatient', { patientId, doctorId });
  await expect.poll(() => reader.get(visit, visitId ?? '')?.state).toBe('REGISTERED');
  await granted(room, rao, 'startConsultation', { visitId });
  await granted(room, rao, 'sendToBilling', { visitId, treatments: [{ serviceId }] });
}

async function granted({ terminal }: Counter, session: string, operation: string, input: unknown) {
  const answer = await terminal.execute(session, operation, input);
  if (!answer.ok) throw new Error(`${operation} was refused: ${answer.refusal.code}`);
  return answer.result as Record<string, string>;
}

async function logIn(page: Page, who: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Who are you?' }).fill(who);
  await page.keyboard.press('Enter');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeHidden();
}

async function section(page: Page, name: string): Promise<void> {
  const tab = page.getByRole('tab', { name });
  await expect(tab).toBeVisible();
  await page.keyboard.press('F2');
  for (let at = 0; at < 20 && !(await tab.evaluate((one) => one === document.activeElement)); at++)
    await page.keyboard.press('ArrowDown');
}

test('a manager decides on requests in the back office with the keyboard only', async ({ page }) => {
  const clinic = new Clinic();
  await clinic.start();
  try {
    const [cash, office] = [await clinic.enrolled('Cash'), await clinic.enrolled('Office')];
    const ravi = await login(cash, 'ravi');
    await cash.terminal.execute(ravi, 'openTill', { openingFloatMinor: 500_000 });
    const first = await asked(cash, ravi);
    const second = await asked(cash, ravi, { amountMinor: 120_000, reason: 'Wages' });
    const shell = await openBrowserShell({ terminal: office.terminal, windowFolder, port: 0 });
    await page.goto(shell.newLink());
    await logIn(page, 'meena');
    const tab = page.getByRole('tab', { name: 'Approvals' });
    await expect(tab).toHaveAccessibleDescription('2 requests wait');
    await section(page, 'Approvals');

    const waiting = page.getByRole('region', { name: 'Waiting for an answer' });
    const row = waiting.getByRole('row', { name: /Six parcels/ });
    await expect(row).toContainText('Last 30 days: 2 asked, 0 approved (₹0.00), 0 rejected');
    await expectAccessible(page, 'approvals');
    await row.getByRole('button').focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('₹900.00');
    await expect(dialog).toContainText('Blue Dart');
    await expect(dialog.getByLabel('Your password')).toBeFocused();
    await expectAccessible(page, 'an approval');
    await page.keyboard.type('wrong');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('alert')).toHaveText('Login or password is not right.');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect.poll(() => cash.terminal.store.reader.get(approval, first)?.state).toBe('APPROVED');

    await waiting.getByRole('row', { name: /Wages/ }).getByRole('button').focus();
    await page.keyboard.press('Enter');
    await expect(dialog.getByLabel('Your password')).toBeFocused();
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Tab');
    await page.keyboard.type('Not from the drawer');
    // Whoever has just written why not means no yes.
    await page.keyboard.press('Enter');
    await expect(dialog).toBeVisible();
    await page.keyboard.press('F8');
    await expect(dialog).toBeHidden();
    await expect(page.getByText('Nobody is waiting for an approval.')).toBeVisible();
    await expect(tab).toHaveAccessibleDescription('');
    const decided = page.getByRole('region', { name: 'Decided' });
    await expect(decided.getByRole('row', { name: /Wages/ })).toContainText('Not from the drawer');
    await expect.poll(() => cash.terminal.store.reader.get(approval, second)?.state).toBe('REJECTED');
    await shell.close();
  } finally {
    await clinic.close();
  }
});

test('a manager approves over the cashier’s screen within ten seconds, without network and without a mouse', async ({ page }) => {
  const clinic = new Clinic();
  await clinic.start();
  try {
    await readyVisit(clinic, 'Lakshmi Iyer');
    const cash = await clinic.enrolled('Cash');
    await granted(cash, await login(cash, 'ravi'), 'openTill', { openingFloatMinor: 500_000 });
    const shell = await openBrowserShell({ terminal: cash.terminal, windowFolder, port: 0 });
    await page.goto(shell.newLink());
    await logIn(page, 'ravi');
    await expect(page.getByRole('option', { name: /Lakshmi Iyer/ })).toBeVisible();
    cash.network.cut();
    await page.keyboard.type('lakshmi');
    await expect(page.getByRole('row', { name: /Filling, composite/ })).toBeVisible();
    await page.keyboard.press('F4');
    const bill = page.getByRole('dialog', { name: 'Bill of Lakshmi Iyer' });
    await expect(bill.getByLabel(/^Discount/)).toBeFocused();
    await page.keyboard.type('20%');
    await bill.getByLabel(/^Reason/).focus();
    await page.keyboard.type('Staff family');
    await bill.getByRole('button', { name: /^Put on the bill/ }).press('Enter');
    await expect(bill).toBeHidden();

    const begun = Date.now();
    await page.keyboard.press('F6');
    const dialog = page.getByRole('dialog', { name: 'A manager approves here' });
    await expect(dialog).toContainText('The session stays Ravi’s.');
    await expect(dialog).toContainText('Staff family');
    await expect(dialog.getByLabel('Manager’s login')).toBeFocused();
    await page.keyboard.type('meena');
    await page.keyboard.press('Enter');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    expect(Date.now() - begun).toBeLessThan(10_000);
    await expect(page.getByText('approved', { exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: /Ravi cashier/ })).toBeVisible();
    const [one] = cash.terminal.store.reader.find(approval, {});
    expect(one).toMatchObject({ kind: 'discount', state: 'APPROVED', approverName: 'Meena', sameSession: true });
    await shell.close();
  } finally {
    await clinic.close();
  }
});
