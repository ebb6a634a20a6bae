import type { Locator, Page } from '@playwright/test';
import { keys, text } from './at-the-counter.ts';
import { type ClinicAtWork, type CounterName, expect, PASSWORD, PEOPLE, reconnect, test } from './clinic.ts';

/** From an unknown machine to its counter's screen, without a mouse. */
async function openByKeys(clinic: ClinicAtWork, name: CounterName) {
  const counter = await clinic.start(name);
  const window = await counter.window();
  const { page } = window;
  // Whatever a mouse would do here does not happen.
  await page.addStyleTag({ content: '* { pointer-events: none !important }' });
  await expect(page.getByLabel('Enrolment code')).toBeFocused();
  await page.keyboard.insertText(await clinic.codeFor(counter));
  await keys(page, 'Enter');
  await expect(page.getByRole('combobox', { name: 'Who are you?' })).toBeFocused();
  await keys(page, text(PEOPLE[name]), 'Enter', text(PASSWORD), 'Enter');
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeHidden();
  return { counter, ...window };
}

test('the day of one patient with the keyboard only', async ({ clinic }) => {
  const reception = await openByKeys(clinic, 'Reception');
  const room = await openByKeys(clinic, 'Room 1');
  const cashier = await openByKeys(clinic, 'Cashier');

  await test.step('reception registers and checks in', async () => {
    const { page } = reception;
    await expect(page.getByRole('combobox', { name: /^Find a patient/ })).toBeFocused();
    await keys(page, text('9845012345'));
    await expect(page.getByText(/^Nobody found/)).toBeVisible();
    await keys(page, 'F3');
    await expect(page.getByLabel('Phone')).toHaveValue('9845012345');
    await keys(page, 'Enter', text('Asha Kulkarni'), 'Enter', text('34'), 'Enter', 'f', 'Enter', text('Anita'));
    await expect(page.getByRole('option', { name: /Dr Anita Nair/ })).toBeVisible();
    await keys(page, 'Enter', 'Enter');
    await expect(page.getByText('Asha Kulkarni is checked in')).toBeVisible();
  });

  await test.step('the doctor treats and sends to billing', async () => {
    const { page } = room;
    await expect(page.getByRole('option', { name: /Asha Kulkarni/ })).toBeVisible();
    await keys(page, 'F2', 'ArrowDown', 'Enter');
    await expect(page.getByLabel('Complaint')).toBeFocused();
    await keys(page, text('Pain when chewing'), 'Tab', text('Caries 26.'), 'F4');
    for (const code of ['D-CONS', 'D-COMP']) {
      await keys(page, text(code));
      await expect(page.getByRole('option', { name: new RegExp(code) })).toBeVisible();
      await keys(page, 'Enter');
    }
    const tooth = page.getByRole('group', { name: 'Filling, composite' }).getByLabel(/^Tooth/);
    await tabTo(page, tooth);
    await keys(page, text('26'), 'Control+Enter');
    await expect(page.getByText('Asha Kulkarni is sent to billing.')).toBeVisible();
  });

  await test.step('the cashier, cut off from the network, takes cash and card', async () => {
    const { page, papers, counter } = cashier;
    await expect(page.getByLabel(/^Opening float/)).toBeFocused();
    await keys(page, text('2000'), 'Enter');
    await expect(page.getByRole('option', { name: /Asha Kulkarni/ })).toBeVisible();
    counter.link.cut();
    await expect(page.getByText(/^Offline since/)).toBeVisible();

    await expect(page.getByRole('combobox', { name: /^Find by token/ })).toBeFocused();
    await keys(page, text('asha'));
    await expect(page.getByRole('row', { name: /Filling, composite/ })).toBeVisible();
    const hints = page.locator('.key-bar');
    await expect(hints).toContainText('F8');
    await keys(page, 'F8');
    await expect(page.getByLabel('Given')).toHaveValue('1800.00');
    // What does nothing in the form is not offered there.
    await expect(hints).not.toContainText('F8');
    await keys(page, text('800'), 'F6');
    await expect(page.getByLabel('Charged')).toBeFocused();
    await keys(page, 'Tab', text('4242'), 'Tab', text('SLIP 77'), 'Enter');
    await expect(page.getByText('No change to give back')).toBeVisible();

    await keys(page, 'Control+p');
    expect((await papers.next()).text).toContain('PREVIEW');
    // Of a bill that is paid no other receipt number is shown.
    await expect(page.getByText(/^R\d+\/\d{4}\/000002/)).toBeHidden();
    const paper = page.getByRole('dialog', { name: /^Receipt / });
    await expect(paper.locator('iframe')).toBeVisible();
    await expect(paper.getByRole('button', { name: 'Print' })).toBeFocused();
    await keys(page, 'Enter');
    const receipt = await papers.next();
    expect(receipt.text).toContain('Cash ₹800.00');
    expect(receipt.text).toContain('Card •••• 4242 ₹1,000.00');
    await expect(paper).toBeHidden();
    // What is handed to the system's print dialog takes the keyboard from nobody.
    await expect(page.getByRole('button', { name: 'Next patient' })).toBeFocused();
    await keys(page, 'Enter');
    await expect(page.getByText('Nobody is waiting to pay.')).toBeVisible();

    await keys(page, 'Control+p');
    await expect(page.getByRole('combobox', { name: 'Number or patient' })).toBeFocused();
    await expect(page.getByRole('option')).toHaveCount(2);
    await keys(page, 'Enter');
    expect((await papers.next()).text).not.toContain('DUPLICATE');
    await expect(paper.getByRole('button', { name: 'Print' })).toBeFocused();
    await keys(page, 'Enter');
    expect((await papers.next()).text).toContain('DUPLICATE 1');
    await expect(paper).toBeHidden();
  });

  await test.step('the cashier counts the drawer blind and closes', async () => {
    const { page } = cashier;
    await keys(page, 'F10');
    await expect(page.getByRole('checkbox', { name: /SLIP 77/ })).toBeFocused();
    await keys(page, 'Space', 'Enter');
    const counting = page.getByRole('dialog');
    await expect(counting.getByLabel('₹500.00', { exact: true })).toBeFocused();
    // 5 × 500, none of 200, 3 × 100, none of the six smaller ones: Enter goes on, over what stays there, and then closes.
    await keys(page, text('5'), 'Enter', 'Enter', text('3'), 'Enter');
    await expect(counting.getByText('₹2,800.00')).toBeVisible();
    await keys(page, 'Enter', 'Enter', 'Enter', 'Enter', 'Enter', 'Enter');
    await expect(counting.getByLabel('Stays in the drawer')).toBeFocused();
    await keys(page, 'Enter');
    await expect(page.getByText('Till closed')).toBeVisible();
    await keys(page, 'Enter');
    await expect(page.getByLabel(/^Opening float/)).toBeFocused();
  });

  const backOffice = await openByKeys(clinic, 'Back office');
  await test.step('the manager locks the day without the cashier', async () => {
    const { page } = backOffice;
    await expect(page.getByRole('tab', { name: 'Today' })).toBeVisible();
    await keys(page, 'F2');
    await expect(page.getByRole('tab', { name: 'Today' })).toBeFocused();
    // Approvals, Seen in the bank, Payers, Day close.
    await keys(page, 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
    await expect(page.getByRole('tab', { name: 'Day close' })).toBeFocused();
    // By how long ago it was last heard.
    await expect(page.getByText(/^(missing|not finished)$/)).toBeVisible();
    await tabTo(page, page.getByRole('button', { name: 'Lock anyway' }));
    await keys(page, 'Enter');
    await expect(page.getByRole('checkbox', { name: /^Declare T\d+ Cashier missing/ })).toBeFocused();
    await keys(page, 'Space');
    await tabTo(page, page.getByRole('dialog').getByLabel('Reason'));
    await keys(page, text('The cashier has had no network since noon'), 'Enter');
    await expect(page.getByRole('heading', { name: /is locked$/ })).toBeVisible();
  });

  await test.step('the cashier comes back, late', async () => {
    await reconnect(cashier.counter, cashier.page);
    const { page } = backOffice;
    const late = page.getByRole('row', { name: /locked incomplete 0\.00 1,800\.00 \d late/ });
    await expect(late).toBeVisible();
    await tabTo(page, late);
    await keys(page, 'Enter');
    const seen = page.getByRole('button', { name: /^I have seen these/ });
    await expect(seen).toBeVisible();
    await tabTo(page, seen);
    await keys(page, 'Enter');
    await expect(page.getByText(/^Seen by Suresh Manager/)).toBeVisible();
  });

  await test.step('the patient leaves', async () => {
    const { page } = reception;
    await expect(page.getByRole('option', { name: /Asha Kulkarni.*paid/ })).toBeVisible();
    await keys(page, 'F6', 'ArrowDown', 'F7');
    await expect(page.getByText('Nobody is waiting.')).toBeVisible();
  });
});

/** Tab until it has the keyboard; bounded, as patience is. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let pressed = 0; pressed < 30; pressed += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('thirty Tabs do not reach it');
}
