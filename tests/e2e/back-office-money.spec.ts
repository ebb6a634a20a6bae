import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { Clinic, type Counter, login } from '../sync/clinic.ts';
import {
  approveHere,
  changePlaces,
  done,
  keys,
  laterBy,
  logInByKeys,
  picture,
  section,
  text,
  treated,
  windowOn,
} from './at-the-counter.ts';
import { expectAccessible } from './axe.ts';

const DAY_MS = 24 * 60 * 60_000;

/** ₹500 and ₹100 notes in a drawer, counted without a window. */
const notes = (five: number, one: number) => [
  { denominationMinor: 50_000, pieces: five },
  { denominationMinor: 10_000, pieces: one },
];

async function taxCodeAdded(page: Page): Promise<void> {
  await section(page, 'Catalogue');
  await page.getByRole('button', { name: 'Tax codes' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Tax codes' });
  await expect(dialog.getByLabel('Code', { exact: true })).toBeFocused();
  await keys(page, text('HYG'), 'Enter', text('Toothpaste and brushes'), 'Enter', text('96032100'), 'Enter', text('5'));
  await picture(page, 'tax-codes');
  await expectAccessible(page, 'tax codes');
  await keys(page, 'Enter');
  const row = dialog.getByRole('row', { name: /HYG Toothpaste and brushes taxable 96032100 5\s?%/ });
  await expect(row).toBeVisible();
  await row.getByRole('button', { name: 'New rate from a day on' }).press('Enter');
  const rate = page.getByRole('dialog', { name: 'New rate of Toothpaste and brushes' });
  await expect(rate.getByLabel('Rate %')).toBeFocused();
  await keys(page, text('12'), 'Enter');
  await rate.getByLabel('From').fill('2030-04-01');
  await keys(page, 'Enter', text('Council of March'));
  await picture(page, 'tax-rate');
  await keys(page, 'Enter');
  await expect(rate).toBeHidden();
  await expect(row).toContainText(/2030: 12\s?%/);
  await picture(page, 'tax-codes-dated');
  await keys(page, 'Escape');
}

/** A filling costs ₹1,600 from today on, and with the consultation ₹1,700 as a package. */
async function pricesSet(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Prices of Filling, composite' }).press('Enter');
  const prices = page.getByRole('dialog', { name: 'Prices of Filling, composite' });
  await expect(prices.getByText(/^No dated prices/)).toBeVisible();
  await expect(prices.getByRole('button', { name: 'Set a price' })).toBeFocused();
  await keys(page, 'Enter');
  const setting = page.getByRole('dialog', { name: 'Set a price' });
  await expect(setting.getByLabel(/^Price/)).toBeFocused();
  await keys(page, text('1600'));
  await setting.getByLabel('Reason').fill('Composite costs more');
  await picture(page, 'set-price');
  await expectAccessible(page, 'a dated price');
  await keys(page, 'Enter');
  await expect(setting).toBeHidden();
  await expect(prices.getByRole('row', { name: /all branches all doctors 1,600\.00 before tax holds/ })).toBeVisible();
  await picture(page, 'prices');
  await keys(page, 'Escape');
  await expect(prices).toBeHidden();

  await expect(page.getByRole('row', { name: /^D-COMP/ })).toContainText('today 1,600.00');
  await page.getByRole('radio', { name: 'Packages' }).press('Space');
  await expect(page.getByText(/^No packages yet/)).toBeVisible();
  await page.getByRole('button', { name: 'Add a package' }).press('Enter');
  const adding = page.getByRole('dialog', { name: 'Add a package' });
  await expect(adding.getByLabel('Code', { exact: true })).toBeFocused();
  await keys(page, text('PK-FILL'), 'Enter', text('999312'), 'Enter', text('Filling visit'));
  await adding.getByLabel(/^Price before tax/).fill('1700');
  await adding.getByRole('combobox', { name: 'Tax code' }).click();
  await picture(page, 'add-service');
  await adding.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(adding).toBeHidden();
  const packed = page.getByRole('dialog', { name: 'Prices of Filling visit' });
  const finder = packed.getByRole('combobox', { name: 'Add a treatment by name or code' });
  for (const [code, name] of [
    ['D-CONS', 'Dental consultation'],
    ['D-COMP', 'Filling, composite'],
  ] as const) {
    await finder.fill(code);
    await expect(packed.getByRole('option', { name: new RegExp(code) })).toBeVisible();
    await finder.press('Enter');
    await expect(packed.getByText(`${name} × 1`)).toBeVisible();
  }
  await picture(page, 'package');
  await keys(page, 'Escape');
  await expect(packed).toBeHidden();
  await expect(page.getByRole('row', { name: /^PK-FILL.*Dental consultation × 1, Filling, composite × 1 1,700/ })).toBeVisible();
  await picture(page, 'packages');
}

/** Another price for the filling, and an employer who pays ₹500 of it; a manager agrees. */
async function otherPrice(page: Page): Promise<void> {
  const bill = page.getByRole('region', { name: 'Bill', exact: true });
  const find = page.getByRole('combobox', { name: /^Find by token/ });
  await expect(find).toBeFocused();
  await keys(page, text('asha'));
  await expect(bill.getByRole('row', { name: /Filling, composite.*1,600\.00/ })).toBeVisible();
  await keys(page, 'F4');
  const dialog = page.getByRole('dialog', { name: 'Bill of Asha Kulkarni' });
  await expect(dialog.getByLabel(/^Discount/)).toBeFocused();
  await dialog.getByLabel('Reason of the discount or price').focus();
  await keys(page, text('Promised on the phone'), 'Enter', text('Fill'));
  await expect(dialog.getByRole('option', { name: /Filling/ })).toBeVisible();
  await keys(page, 'Enter', 'Enter', text('1400'), 'Enter', text('Star Health'), 'Enter', text('500'));
  await picture(page, 'bill-other-price');
  await expectAccessible(page, 'another price and a payer');
  await keys(page, 'Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(bill).toContainText('list 1,600.00');
  await expect(bill).toContainText('Star Health pays');
  await expect(page.getByRole('region', { name: 'Payment', exact: true })).toContainText('₹1,200.00');
  await picture(page, 'bill-payer');
  await keys(page, 'F6');
  await expect(page.getByRole('dialog')).toContainText('Promised on the phone');
  await picture(page, 'bill-payer-step-up');
  await approveHere(page, 'meena');
  await expect(bill).toContainText('approved');
  await keys(page, 'F8', 'F7');
  await expect(page.getByLabel('Charged')).toBeFocused();
  await expect(page.getByLabel('Charged')).toHaveValue('1200.00');
  await keys(page, 'Tab', text('412345678901'), 'Enter');
  await expect(page.getByText('No change to give back')).toBeVisible();
  await picture(page, 'paid-upi');
  await keys(page, 'Enter');
  await expect(find).toBeFocused();
}

/** Both treatments of the next bill are one package. */
async function packaged(page: Page): Promise<void> {
  const bill = page.getByRole('region', { name: 'Bill', exact: true });
  await keys(page, text('bharat'));
  await expect(bill.getByRole('row', { name: /Dental consultation/ })).toBeVisible();
  await keys(page, 'F4');
  const dialog = page.getByRole('dialog', { name: 'Bill of Bharat Shah' });
  await expect(dialog.getByLabel(/^Discount/)).toBeFocused();
  await dialog.getByRole('combobox', { name: 'Package' }).focus();
  await keys(page, text('Fill'));
  await expect(dialog.getByRole('option', { name: /Filling visit/ })).toBeVisible();
  await keys(page, 'Enter');
  await picture(page, 'bill-package');
  await keys(page, 'Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(bill.getByRole('row', { name: /Filling visit.*package/ })).toContainText('1,700.00');
  await expect(bill).toContainText('Dental consultation × 1, Filling, composite × 1');
  await picture(page, 'bill-packaged');
  await keys(page, 'F8');
  await expect(page.getByLabel('Given')).toHaveValue('1700.00');
  await keys(page, 'Enter');
  await expect(page.getByText('No change to give back')).toBeVisible();
  await keys(page, 'Enter');
  await expect(page.getByText('Nobody is waiting to pay.')).toBeVisible();
}

async function alertOnToday(page: Page): Promise<void> {
  await section(page, 'Today');
  await expect(page.getByText('₹2,900.00').first()).toBeVisible();
  const alerts = page.getByRole('region', { name: 'Alerts of the fraud pack' });
  await expect(alerts).toContainText('Price other than the list’s 1');
  await picture(page, 'today-alert');
  await expectAccessible(page, 'an alert on Today');
  await alerts.getByRole('button', { name: 'Look at it' }).press('Enter');
  await expect(page.getByRole('tab', { name: 'Fraud pack', selected: true })).toBeVisible();
  await expect(page.getByRole('row', { name: /^Price other than the list’s.*1 alert/ })).toBeVisible();
  await picture(page, 'fraud-pack');
}

async function statementMatched(page: Page): Promise<void> {
  await section(page, 'Seen in the bank');
  await expect(page.getByRole('row', { name: /Asha Kulkarni.*412345678901.*1,200\.00/ })).toBeVisible();
  await picture(page, 'claims');
  const csv = 'Date,UTR,Credit\n21/11,412345678901,"1,200.00"\n21/11,499999999999,750.00\n';
  await page.locator('input[type="file"]').setInputFiles({ name: 'bank.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  const report = page.getByRole('dialog', { name: 'Match a bank statement' });
  await expect(report.getByRole('status')).toHaveText('Confirmed: 1 · Not matched: 1 · Still not in the bank: 0');
  await expect(report.getByRole('row', { name: '2 499999999999 750.00 no receipt names it' })).toBeVisible();
  await picture(page, 'statement-matched');
  await expectAccessible(page, 'a matched bank statement');
  await keys(page, 'Enter');
  await expect(report).toBeHidden();
  await expect(page.getByText('Every UPI payment and transfer is confirmed.')).toBeVisible();
  await page.getByRole('radio', { name: 'Confirmed' }).focus();
  await keys(page, 'Space');
  await expect(page.getByRole('row', { name: /Asha Kulkarni.*412345678901/ })).toContainText('Bank statement');
  await picture(page, 'claims-confirmed');
}

async function dayLocked(page: Page): Promise<void> {
  await section(page, 'Day close');
  // Every terminal must have been heard: they ask by the half minute.
  await expect(page.getByText('Everything is in. The day can be locked.')).toBeVisible({ timeout: 60_000 });
  await picture(page, 'checklist');
  await page.getByRole('button', { name: 'Lock the day' }).press('Enter');
  const sure = page.getByRole('dialog', { name: /^Lock / });
  await expect(sure).toContainText('A locked day never opens again.');
  await expect(sure).toContainText(/It is still .+\. From the lock on everything at every counter is dated /);
  await expect(sure.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await picture(page, 'lock-sure');
  await expectAccessible(page, 'locking a day');
  await sure.getByRole('button', { name: 'Lock the day' }).press('Enter');
  await expect(page.getByRole('heading', { name: /is locked$/ })).toBeVisible();
}

async function exported(page: Page): Promise<void> {
  await section(page, 'Exports');
  await picture(page, 'exports');
  const take = page.getByRole('button', { name: 'Accounting journal: CSV' });
  const [download] = await Promise.all([page.waitForEvent('download'), take.press('Enter')]);
  const journal = readFileSync(await download.path(), 'utf8');
  for (const said of ['1700.00', '1200.00', '500.00']) expect(journal).toContain(said);
  await expect(page.getByText(/ was saved, \d+ KB\./)).toBeVisible();
  await picture(page, 'exported');
}

/** Declared by the manager, and confirmed by the owner: one person is not enough. */
async function declaredDead(page: Page): Promise<void> {
  await section(page, 'Terminals');
  const row = page.getByRole('row', { name: /Room/ }).first();
  await row.getByRole('button', { name: 'Declare dead' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Declare T\d+ dead$/ });
  await expect(dialog.getByLabel('Reason')).toBeFocused();
  await keys(page, text('It burnt with the counter'));
  await picture(page, 'declare-dead');
  await expectAccessible(page, 'declaring a terminal dead');
  await keys(page, 'Enter');
  await expect(row.getByText(/^Declared dead by Meena/)).toBeVisible();
  await expect(row.getByRole('button', { name: 'Confirm' })).toHaveCount(0);
  await picture(page, 'declared-dead');
  await changePlaces(page, 'owner');
  await section(page, 'Terminals');
  await row.getByRole('button', { name: 'Confirm' }).press('Enter');
  const sure = page.getByRole('dialog', { name: /is given up$/ });
  await expect(sure).toContainText('It burnt with the counter');
  await picture(page, 'confirm-dead');
  await sure.getByRole('button', { name: 'Confirm' }).press('Enter');
  await expect(row.getByText('withdrawn')).toBeVisible();
  await expect(row.getByRole('button')).toHaveCount(0);
  await picture(page, 'confirmed-dead');
  await changePlaces(page, 'meena');
}

/** From a day to the last of its month, whose lock makes the month one that can be closed. */
function toEndOfMonth(date: string): () => void {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return laterBy((new Date(Date.UTC(year, month, 0)).getUTCDate() - day) * DAY_MS);
}

async function monthLocked(page: Page): Promise<void> {
  await page.getByText('Months and years', { exact: true }).click();
  // The next month has begun with the lock, and stands above.
  const month = page.getByRole('row', { name: /^(?!Financial)\w+ \d{4}.*3,400\.00/ });
  await expect(month).toBeVisible();
  await picture(page, 'months');
  await month.getByRole('button', { name: 'Close' }).press('Enter');
  const sure = page.getByRole('dialog', { name: /^Close / });
  await expect(sure).toContainText('Its figures are fixed for good.');
  await picture(page, 'month-sure');
  await sure.getByRole('button', { name: 'Close', exact: true }).last().press('Enter');
  await expect(month).toContainText('closed by Meena');
  await expect(month.getByRole('button')).toHaveCount(0);
  await picture(page, 'month-closed');
}

async function drawerClosed(cash: Counter, session: string): Promise<void> {
  const closed = await done<{ outcome: string }>(cash, session, 'closeTill', { counts: notes(7, 2), ticked: [] });
  expect(closed.outcome).toBe('closed');
}

test('prices, bills, the bank, the day and the month from the back office', async ({ page, browser }) => {
  const clinic = new Clinic();
  await clinic.start();
  let timeBack = () => {};
  try {
    const [cash, office] = [await clinic.enrolled('Cash'), await clinic.enrolled('Office')];
    const ravi = await login(cash, 'ravi');
    await done(cash, ravi, 'openTill', { openingFloatMinor: 200_000 });
    await treated(clinic, cash, [
      { name: 'Asha Kulkarni', phone: '9845012345', codes: ['D-COMP', 'D-CONS'] },
      { name: 'Bharat Shah', phone: '9845012346', codes: ['D-CONS', 'D-COMP'] },
    ]);
    const officeShell = await windowOn(page, office);
    await logInByKeys(page, 'meena');
    await test.step('a tax code with a rate to come', () => taxCodeAdded(page));
    await test.step('a price from today on, and a package', () => pricesSet(page));

    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'en-IN' });
    const counter = await context.newPage();
    const shell = await windowOn(counter, cash);
    await logInByKeys(counter, 'ravi');
    await test.step('another price, and a payer’s share, paid by UPI', () => otherPrice(counter));
    await test.step('a package', () => packaged(counter));
    await shell.close();
    await context.close();

    await test.step('Today says what a manager has not seen', () => alertOnToday(page));
    await test.step('a bank statement confirms what was claimed', () => statementMatched(page));
    await drawerClosed(cash, await login(cash, 'ravi'));
    await test.step('the accountant’s journal', () => exported(page));
    await test.step('two people give a terminal up', () => declaredDead(page));
    const today = office.terminal.state().businessDate ?? '';
    await test.step('the day is locked without force', () => dayLocked(page));
    timeBack = toEndOfMonth(today);
    await test.step('with the last day of the month the month is closed', async () => {
      await changePlaces(page, 'meena');
      await dayLocked(page);
      await monthLocked(page);
    });
    await officeShell.close();
  } finally {
    timeBack();
    await clinic.close();
  }
});
