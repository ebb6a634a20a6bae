import { expect, type Page, test } from '@playwright/test';
import { payment } from '#domain/payments/payment.ts';
import { ReceiptPrinter, readEscPos } from '../fixtures/receipt-printer.ts';
import { Clinic, type Counter, PASSWORD } from '../sync/clinic.ts';
import {
  approveHere,
  changePlaces,
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
import { type Papers, papersOf } from './papers.ts';

const DAY_MS = 24 * 60 * 60_000;

/** The next cashier of the same counter. */
async function addNextCashier({ admin, planned }: Clinic): Promise<void> {
  const counterIds = planned.counters.filter(({ name }) => name === 'Cash').map(({ counterId }) => counterId);
  const vikram = { login: 'vikram', name: 'Vikram', roles: ['cashier' as const], counterIds, doctorId: null };
  await admin.inClinic(planned.clinicId)('createUser', { ...vikram, password: PASSWORD, mustChangePassword: false });
}

async function chooseAsha(page: Page): Promise<void> {
  await keys(page, 'F2', 'Control+a', text('asha'));
  await expect(page.getByRole('heading', { name: 'Asha Kulkarni' })).toBeVisible();
}

async function cashIn(page: Page, papers: Papers): Promise<void> {
  await keys(page, 'F1', '1');
  const dialog = page.getByRole('dialog', { name: 'Put cash in' });
  await expect(dialog.getByLabel(/^Amount/)).toBeFocused();
  await keys(page, text('75000'), 'Enter');
  await expect(dialog.getByRole('alert')).toHaveText('₹75,000.00 (seventy five thousand rupees): Enter again if it is so.');
  await expect(dialog.getByLabel(/^Amount/)).toBeFocused();
  await keys(page, 'Enter');
  await expect(dialog.getByRole('combobox', { name: 'What for' })).toBeFocused();
  await keys(page, 'Shift+Tab', text('500'), 'Enter', text('Coffee'));
  const inList = dialog.getByText('This is not in the list: choose one of it.');
  await expect(inList).toBeHidden();
  await keys(page, 'Enter');
  await expect(inList).toBeVisible();
  await keys(page, 'Control+a', text('Change'));
  await expect(inList).toBeHidden();
  await expect(dialog.getByRole('option', { name: 'Change money' })).toBeVisible();
  await keys(page, 'Enter', 'Enter', text('B-3'), 'Enter');
  await picture(page, 'paid-in');
  await expectAccessible(page, 'cash put in');
  await keys(page, 'Enter');
  await expect(dialog.getByText('This is needed.')).toBeVisible();
  await keys(page, text('Coins from the bank'), 'Enter');
  const slip = page.getByRole('dialog', { name: 'Paid in' });
  await expect(slip.locator('iframe')).toBeVisible();
  expect((await papers.next()).text).toContain('₹500.00');
  await picture(page, 'paid-in-slip');
  await keys(page, 'Escape');
  await expect(slip).toBeHidden();
}

async function openWithoutSale(page: Page): Promise<void> {
  await keys(page, 'F1', '4');
  const dialog = page.getByRole('dialog', { name: 'Open the drawer without a sale' });
  await expect(dialog.getByLabel('Reason')).toBeFocused();
  await expect(dialog).toContainText('Each time is counted and stands on the Z with its reason.');
  await picture(page, 'no-sale');
  await keys(page, 'Enter');
  await expect(dialog.getByText('This is needed.')).toBeVisible();
  await keys(page, text('A customer wanted change'), 'Enter');
  await expect(page.getByText('Opened without a sale. That is noted: 1 time in this till so far.')).toBeVisible();
  await picture(page, 'no-sale-noted');
  await keys(page, 'F1');
  const drawer = page.getByRole('dialog', { name: 'Drawer' });
  await expect(drawer).toContainText('A customer wanted change');
  await expect(drawer).toContainText('₹500.00');
  await picture(page, 'drawer');
  await expectAccessible(page, 'the drawer');
  await keys(page, 'Escape');
}

async function estimated(page: Page, papers: Papers): Promise<void> {
  await chooseAsha(page);
  await keys(page, 'F5');
  const dialog = page.getByRole('dialog', { name: 'Estimate for Asha Kulkarni' });
  // It begins with what is on the open bill.
  await dialog.getByRole('button', { name: 'Take Filling, composite off' }).press('Enter');
  await expect(dialog.getByRole('combobox').first()).toBeFocused();
  await keys(page, text('D-RCT2'));
  await expect(dialog.getByRole('option', { name: /Root canal, molar/ })).toBeVisible();
  await picture(page, 'estimate-finding');
  await keys(page, 'Enter');
  await expect(dialog.getByRole('group', { name: 'Root canal, molar' })).toBeVisible();
  await keys(page, 'Tab', 'Tab', text('10%'));
  await expect(dialog.getByText('₹5,400.00')).toBeVisible();
  await expect(dialog.getByText('₹600.00')).toBeVisible();
  await expect(dialog.getByText(/more off than a cashier may give alone/)).toBeVisible();
  await keys(page, 'Enter', text('Old patient'));
  await picture(page, 'estimate');
  await expectAccessible(page, 'an estimate');
  await expect(dialog.getByRole('group', { name: 'Root canal, molar' })).toContainText('5,400.00');
  await dialog.getByLabel(/^Note/).fill('In two sittings');
  await keys(page, 'Control+Enter');
  await expect(page.getByText(/^Estimate E\d+\/\d{4}\/000001 over ₹5,400.00 is issued\.$/)).toBeVisible();
  await picture(page, 'estimate-issued');
  await keys(page, 'Control+p');
  const paper = page.getByRole('dialog', { name: /^Estimate E/ });
  await expect(paper.locator('iframe')).toBeVisible();
  await picture(page, 'estimate-paper');
  expect((await papers.next()).text).toContain('PREVIEW');
  await expect(paper.getByRole('button', { name: /^Print/ })).toBeFocused();
  await keys(page, 'Enter');
  const { text: printed } = await papers.next();
  for (const said of ['Root canal, molar', '₹5,400.00', 'Discount ₹600.00', 'In two sittings']) expect(printed).toContain(said);
  expect(printed).not.toMatch(/PREVIEW|DUPLICATE/);
  await expect(page.getByRole('dialog')).toBeHidden();
}

async function paysAll(page: Page): Promise<void> {
  await chooseAsha(page);
  await keys(page, 'F8');
  await expect(page.getByLabel('Given')).toHaveValue('1500.00');
  await keys(page, text('6000'), 'Enter');
  await expect(page.getByRole('alert')).toHaveText(/^That is ₹4,500\.00 of change: Enter again if it is so/);
  await keys(page, 'Enter');
  await expect(page.getByText('Give back')).toBeVisible();
  await keys(page, 'Enter');
  await expect(page.getByRole('option', { name: /Asha Kulkarni/ })).toBeHidden();
}

async function statementOfAsha(page: Page, papers: Papers): Promise<void> {
  await keys(page, 'F3');
  const account = page.getByRole('dialog', { name: /account/i });
  await expect(account.getByRole('combobox')).toBeFocused();
  await keys(page, text('asha'));
  await expect(account.getByRole('option', { name: /Asha Kulkarni/ })).toBeVisible();
  await picture(page, 'account-find');
  await keys(page, 'Enter');
  await expect(account.getByRole('listbox', { name: 'What to do' })).toBeFocused();
  await picture(page, 'account');
  await keys(page, 'PageDown', 'Enter');
  await expect(account.getByLabel('From')).toBeFocused();
  await picture(page, 'statement-dates');
  await expectAccessible(page, 'the dates of a statement');
  await keys(page, 'Enter', 'Enter');
  const paper = page.getByRole('dialog', { name: 'Statement of account · Asha Kulkarni' });
  await expect(paper.locator('iframe')).toBeVisible();
  const { text: printed } = await papers.next();
  expect(printed).toContain('Asha Kulkarni');
  expect(printed).toContain('1,500.00');
  await picture(page, 'statement');
  await keys(page, 'Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
}

/** ₹2,000 to begin with, ₹500 put in and ₹1,500 taken; the next cashier finds ₹500 less. */
async function handedOver(page: Page): Promise<void> {
  await keys(page, 'F1', '5');
  const offer = page.getByRole('dialog', { name: 'Hand the till over' });
  await expect(offer.getByRole('combobox', { name: 'Next cashier' })).toBeFocused();
  await keys(page, text('vik'));
  await expect(offer.getByRole('option', { name: 'Vikram' })).toBeVisible();
  await keys(page, 'Enter', 'Enter', text('8'));
  await expect(offer.getByText('₹4,000.00').last()).toBeVisible();
  await picture(page, 'handover-offer');
  await expectAccessible(page, 'a handover');
  for (let field = 0; field < 9; field++) await keys(page, 'Enter');
  await expect(page.getByRole('heading', { name: 'This till waits for Vikram' })).toBeVisible();
  await picture(page, 'handover-waits');
  await keys(page, 'Enter');
  await logInByKeys(page, 'vikram');
  await expect(page.getByRole('heading', { name: 'Ravi hands you this till' })).toBeVisible();
  // What the other counted is not shown.
  await expect(page.getByText('4,000')).toHaveCount(0);
  for (const count of ['first', 'second']) {
    await expect(page.getByLabel('₹500.00', { exact: true }), count).toBeFocused();
    await keys(page, text('7'));
    await expect(page.getByText('₹3,500.00').last()).toBeVisible();
    await picture(page, `handover-accept-${count}`);
    for (let field = 0; field < 9; field++) await keys(page, 'Enter');
    if (count === 'first') await expect(page.getByText(/^The two counts differ/)).toBeVisible();
  }
  await expect(page.getByRole('button', { name: 'Close till' })).toBeVisible();
}

/** A manager names the roll printer of this counter, and a test page comes out of it. */
async function printerSetUp(page: Page, printer: ReceiptPrinter): Promise<void> {
  const open = async () => {
    await page.getByRole('button', { name: /^Your menu/ }).press('Enter');
    await page.getByRole('menuitem', { name: 'Printers' }).press('Enter');
  };
  await open();
  const dialog = page.getByRole('dialog', { name: 'Printers of this terminal' });
  await expect(dialog.getByText('No printer is set up here: everything is printed from the window.')).toBeVisible();
  await keys(page, 'Enter');
  await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused();
  await keys(page, text('Roll at the counter'));
  await dialog.getByLabel('Address', { exact: true }).fill('127.0.0.1');
  await dialog.getByLabel('Port', { exact: true }).fill(String(printer.port));
  await dialog.getByRole('combobox', { name: 'X report' }).click();
  await page.getByRole('option', { name: 'Roll at the counter' }).click();
  await picture(page, 'printers');
  await expectAccessible(page, 'printers');
  await dialog.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(dialog).toBeHidden();
  await open();
  await dialog.getByRole('button', { name: 'Print a test page' }).press('Enter');
  await expect.poll(() => printer.papers.length).toBe(1);
  const test = readEscPos(printer.papers[0] ?? Buffer.alloc(0));
  expect(test.unknown).toEqual([]);
  expect(test.text).toContain('Roll at the counter');
  await keys(page, 'Escape');
  await expect(dialog).toBeHidden();
}

/** Where real money lies in a drawer nothing is practised. */
async function notPractisedYet(page: Page): Promise<void> {
  await beginTraining(page);
  await expect(page.getByText('A till is open here with real money in it. Close it first.')).toBeVisible();
  await picture(page, 'training-refused');
  await keys(page, 'Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
}

async function beginTraining(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Your menu/ }).press('Enter');
  await page.getByRole('menuitem', { name: 'Begin training here' }).press('Enter');
  await expect(page.getByRole('dialog').getByLabel('Reason')).toBeFocused();
  await keys(page, text('Vikram learns the counter'), 'Enter');
}

/** A sale that is only practised, in a drawer that is only practised: no payment of it is kept. */
async function practised(page: Page, cash: Counter): Promise<void> {
  const { reader } = cash.terminal.store;
  const before = reader.find(payment, {}).length;
  await beginTraining(page);
  const bar = page.getByText(/Nothing here is real/);
  await expect(bar).toContainText('To practise, a cashier logs in here.');
  await picture(page, 'training-manager');
  await changePlaces(page, 'vikram');
  await expect(bar).toBeVisible();
  await expect(page.getByLabel(/^Opening float/)).toBeFocused();
  await keys(page, text('1000'), 'Enter');
  await expect(page.getByRole('combobox', { name: /^Find by token/ })).toBeFocused();
  await keys(page, text('bharat'));
  await expect(page.getByRole('heading', { name: 'Bharat Shah' })).toBeVisible();
  await keys(page, 'F8');
  await expect(page.getByLabel('Given')).toHaveValue('1500.00');
  await keys(page, 'Enter');
  await expect(page.getByText('No change to give back')).toBeVisible();
  await picture(page, 'training-paid');
  await expectAccessible(page, 'a practised payment');
  expect(reader.find(payment, {})).toHaveLength(before);
  await keys(page, 'Enter');
  await expect(page.getByText('Nobody is waiting to pay.')).toBeVisible();
  await changePlaces(page, 'meena');
  await page.getByRole('button', { name: /^Your menu/ }).press('Enter');
  await page.getByRole('menuitem', { name: 'End training here' }).press('Enter');
  await expect(bar).toBeHidden();
  await changePlaces(page, 'vikram');
  // Neither the practised drawer nor the practised payment is there.
  await expect(page.getByLabel(/^Opening float/)).toBeFocused();
  await keys(page, text('0'), 'Enter');
  await expect(page.getByRole('option', { name: /Bharat Shah.*1,500\.00/ })).toBeVisible();
}

/** A day later the drawer still stands open, and its cashier is not there. */
async function forcedToClose(page: Page): Promise<void> {
  await changePlaces(page, 'ravi');
  await expect(page.getByRole('heading', { name: 'The till of Vikram is open here' })).toBeVisible();
  await picture(page, 'others-till');
  await keys(page, 'F8');
  const dialog = page.getByRole('dialog', { name: 'Close the till of Vikram' });
  await expect(dialog.getByLabel('₹500.00', { exact: true })).toBeFocused();
  await keys(page, text('7'));
  for (let field = 0; field < 9; field++) await keys(page, 'Enter');
  await expect(dialog.getByLabel('Reason')).toBeFocused();
  await keys(page, text('Vikram is ill'));
  await picture(page, 'force-close');
  await expectAccessible(page, 'a till closed by force');
  await keys(page, 'Enter');
  await expect(page.getByRole('dialog', { name: 'A manager approves here' })).toContainText('Vikram is ill');
  await picture(page, 'force-close-step-up');
  await approveHere(page, 'meena');
  const closed = page.getByRole('dialog', { name: 'Till closed' });
  await expect(closed).toContainText('₹3,500.00');
  await picture(page, 'force-closed');
  await expect(closed.getByRole('button', { name: 'Done' })).toBeFocused();
  await keys(page, 'Enter');
  await expect(page.getByLabel(/^Opening float/)).toBeFocused();
  await keys(page, 'Control+p');
  await expect(page.getByRole('dialog', { name: /^Z \d$/ }).locator('iframe')).toBeVisible();
  await keys(page, 'Escape');
  await changePlaces(page, 'meena');
  await expect(page.getByRole('heading', { name: 'No till is open here' })).toBeVisible();
}

test('a drawer passes to the next cashier, is practised at, and is closed by force', async ({ page, browser }) => {
  const clinic = new Clinic();
  await clinic.start();
  const printer = await new ReceiptPrinter().switchOn();
  let timeBack = () => {};
  try {
    await addNextCashier(clinic);
    const [cash, office] = [await clinic.enrolled('Cash'), await clinic.enrolled('Office')];
    await treated(clinic, cash, [
      { name: 'Asha Kulkarni', phone: '9845012345', codes: ['D-COMP'] },
      { name: 'Bharat Shah', phone: '9845012346', codes: ['D-COMP'] },
    ]);
    const papers = papersOf(page);
    const shell = await windowOn(page, cash);
    await logInByKeys(page, 'ravi');
    await expect(page.getByLabel(/^Opening float/)).toBeFocused();
    await keys(page, text('2000'), 'Enter');
    await expect(page.getByRole('button', { name: 'Close till' })).toBeVisible();

    await test.step('cash is put in, with its slip', () => cashIn(page, papers));
    await test.step('the drawer is opened without a sale, and that is noted', () => openWithoutSale(page));
    await test.step('an estimate with a discount, and its paper', () => estimated(page, papers));
    await test.step('a sale', () => paysAll(page));
    await test.step('the statement of account', () => statementOfAsha(page, papers));
    await test.step('the next cashier takes the drawer over, ₹500 short', () => handedOver(page));
    await test.step('a manager sets up the printer', async () => {
      await changePlaces(page, 'meena');
      await printerSetUp(page, printer);
    });
    await test.step('nothing is practised over an open drawer', () => notPractisedYet(page));

    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'en-IN' });
    const back = await context.newPage();
    const officeShell = await windowOn(back, office);
    await test.step('the back office sees the sale and the difference', async () => {
      await logInByKeys(back, 'meena');
      await expect(back.getByRole('row', { name: /Ravi closed.*1,500\.00.*4,000\.00/ })).toBeVisible();
      await expect(back.getByRole('row', { name: /Vikram open/ })).toBeVisible();
      await expect(back.getByText('₹1,500.00').first()).toBeVisible();
      await picture(back, 'today-handover');
      await section(back, 'Day close');
      await back.getByText('Counts', { exact: true }).click();
      await expect(back.getByRole('table', { name: 'Counts of Ravi' })).toContainText('−500.00');
      await picture(back, 'counts-handover');
      await back.getByText('Day book', { exact: true }).click();
      await expect(back.getByRole('row', { name: /Payment.*Asha Kulkarni.*1,500\.00/ })).toBeVisible();
      await picture(back, 'day-book');
    });

    timeBack = laterBy(DAY_MS + 60 * 60_000);
    await test.step('a day later a manager has the stale till closed', () => forcedToClose(page));
    await test.step('a sale is practised and never enters the day', async () => {
      await changePlaces(page, 'meena');
      await practised(page, cash);
      await changePlaces(back, 'meena');
      await expect(back.getByRole('row', { name: /Vikram open/ })).toBeVisible();
      await expect(back.getByText('₹1,500.00')).toHaveCount(0);
      await picture(back, 'today-after-training');
    });
    await officeShell.close();
    await context.close();
    await shell.close();
  } finally {
    timeBack();
    await printer.switchOff();
    await clinic.close();
  }
});
