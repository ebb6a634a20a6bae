import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, logIn, test } from './clinic.ts';

test('no screen keeps anybody out: first run, login, lock, and every counter', async ({ clinic }) => {
  await test.step('first run, login and lock', async () => {
    const counter = await clinic.start('Reception');
    const { page } = await counter.window();
    await inBothSchemes(page, 'first run');
    await page.getByLabel('Enrolment code').fill('NOT-A-CODE');
    await page.getByRole('button', { name: 'Enrol' }).click();
    await expect(page.getByText(/^This is not an enrolment code/)).toBeVisible();
    await inBothSchemes(page, 'first run, refused');
    await page.getByLabel('Enrolment code').fill(await clinic.codeFor(counter));
    await page.getByRole('button', { name: 'Enrol' }).click();
    await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
    await inBothSchemes(page, 'login');
    await page.getByRole('combobox', { name: 'Who are you?' }).fill('rekha');
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    await page.getByRole('button', { name: 'Log in' }).click();
    await expect(page.getByText('Login or password is not right.')).toBeVisible();
    await inBothSchemes(page, 'login, refused');
    await logIn(page, 'Reception');
    await inBothSchemes(page, 'reception, empty');
    await page.keyboard.press('F3');
    await expect(page.getByLabel('Phone')).toBeVisible();
    await page.getByRole('button', { name: 'Register and check in' }).click();
    await inBothSchemes(page, 'registration with what is missing');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /Rekha Front/ }).click();
    await inBothSchemes(page, 'the menu');
    await page.getByRole('menuitem', { name: 'Change password' }).click();
    await inBothSchemes(page, 'change password');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+l');
    await expect(page.getByText(/^Locked/)).toBeVisible();
    await inBothSchemes(page, 'lock');
  });

  await test.step('consulting', async () => {
    const { page } = await clinic.open('Room 1');
    await inBothSchemes(page, 'consulting, empty');
  });

  await test.step('cashier', async () => {
    const { page, counter } = await clinic.open('Cashier');
    await inBothSchemes(page, 'no open till');
    await page.getByLabel(/^Opening float/).fill('0');
    await page.getByRole('button', { name: 'Open till' }).click();
    await expect(page.getByRole('button', { name: 'Close till' })).toBeVisible();
    await inBothSchemes(page, 'cashier, empty');
    await page.keyboard.press('F9');
    await inBothSchemes(page, 'X report');
    await page.keyboard.press('Escape');
    await page.keyboard.press('F10');
    await inBothSchemes(page, 'blind count');
    await page.keyboard.press('Escape');
    counter.link.cut();
    await expect(page.getByText(/^Offline since/)).toBeVisible();
    await inBothSchemes(page, 'cashier, offline');
  });
});

/** By day and by night: contrast is another in each. */
async function inBothSchemes(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `${screen}, ${colorScheme}`);
  }
}
