import { expect, test } from '@playwright/test';
import { approval } from '#domain/approvals/approval.ts';
import { Clinic, type Counter, login, PASSWORD } from '../sync/clinic.ts';
import { approveHere, done, keys, logInByKeys, section, text, treated, windowOn } from './at-the-counter.ts';
import { expectAccessible } from './axe.ts';

const COURIER = { amountMinor: 90_000, category: 'courier', payee: 'Blue Dart', slip: null, reason: 'Six parcels' };

/** A cashier's request at another machine of the clinic. */
async function asked(cash: Counter, session: string, more: object = {}): Promise<string> {
  return (await done<{ approvalId: string }>(cash, session, 'requestPayOut', { ...COURIER, ...more })).approvalId;
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
    const shell = await windowOn(page, office);
    await logInByKeys(page, 'meena');
    const tab = page.getByRole('tab', { name: 'Approvals' });
    await expect(tab).toHaveAccessibleDescription('2 requests wait');
    await section(page, 'Approvals');

    const waiting = page.getByRole('region', { name: 'Waiting for an answer' });
    const row = waiting.getByRole('row', { name: /Six parcels/ });
    await expect(row).toContainText('Last 30 days: 2 asked, 0 approved (₹0.00), 0 rejected');
    await expectAccessible(page, 'approvals');
    await row.getByRole('button').focus();
    await keys(page, 'Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('₹900.00');
    await expect(dialog).toContainText('Blue Dart');
    await expect(dialog.getByLabel('Your password')).toBeFocused();
    await expectAccessible(page, 'an approval');
    await keys(page, text('wrong'), 'Enter');
    await expect(dialog.getByRole('alert')).toHaveText('Login or password is not right.');
    await keys(page, text(PASSWORD), 'Enter');
    await expect(dialog).toBeHidden();
    await expect.poll(() => cash.terminal.store.reader.get(approval, first)?.state).toBe('APPROVED');

    await waiting.getByRole('row', { name: /Wages/ }).getByRole('button').focus();
    await keys(page, 'Enter');
    await expect(dialog.getByLabel('Your password')).toBeFocused();
    await keys(page, text(PASSWORD), 'Tab', text('Not from the drawer'));
    // Whoever has just written why not means no yes.
    await keys(page, 'Enter');
    await expect(dialog).toBeVisible();
    await keys(page, 'F8');
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
    const cash = await clinic.enrolled('Cash');
    await treated(clinic, cash, [{ name: 'Lakshmi Iyer', phone: '9845012345', codes: ['D-COMP'] }]);
    await done(cash, await login(cash, 'ravi'), 'openTill', { openingFloatMinor: 500_000 });
    const shell = await windowOn(page, cash);
    await logInByKeys(page, 'ravi');
    await expect(page.getByRole('option', { name: /Lakshmi Iyer/ })).toBeVisible();
    cash.network.cut();
    await keys(page, text('lakshmi'));
    await expect(page.getByRole('row', { name: /Filling, composite/ })).toBeVisible();
    await keys(page, 'F4');
    const bill = page.getByRole('dialog', { name: 'Bill of Lakshmi Iyer' });
    await expect(bill.getByLabel(/^Discount/)).toBeFocused();
    await keys(page, text('20%'));
    await bill.getByLabel(/^Reason/).focus();
    await keys(page, text('Staff family'));
    await bill.getByRole('button', { name: /^Put on the bill/ }).press('Enter');
    await expect(bill).toBeHidden();

    const begun = Date.now();
    await keys(page, 'F6');
    const dialog = page.getByRole('dialog', { name: 'A manager approves here' });
    await expect(dialog).toContainText('The session stays Ravi’s.');
    await expect(dialog).toContainText('Staff family');
    await approveHere(page, 'meena');
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
