import { resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { approval } from '#domain/approvals/approval.ts';
import { openBrowserShell } from '#main/browser-shell.ts';
import { Clinic, type Counter, login, PASSWORD } from '../sync/clinic.ts';
import { expectAccessible } from './axe.ts';

const COURIER = { amountMinor: 90_000, category: 'courier', payee: 'Blue Dart', slip: null, reason: 'Six parcels' };
const windowFolder = resolve(import.meta.dirname, '../../out/renderer');

/** A cashier's request at another machine of the clinic. */
async function asked(cash: Counter, session: string, more: object = {}): Promise<string> {
  const answer = await cash.terminal.execute(session, 'requestPayOut', { ...COURIER, ...more });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return (answer.result as { approvalId: string }).approvalId;
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
    await page.getByRole('combobox', { name: 'Who are you?' }).fill('meena');
    await page.keyboard.press('Enter');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Log in' })).toBeHidden();
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
    const decided = page.getByRole('region', { name: 'Decided' });
    await expect(decided.getByRole('row', { name: /Wages/ })).toContainText('Not from the drawer');
    await expect.poll(() => cash.terminal.store.reader.get(approval, second)?.state).toBe('REJECTED');
    await shell.close();
  } finally {
    await clinic.close();
  }
});
