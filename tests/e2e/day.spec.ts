import { readReceiptText } from '#protocol/receipt-qr.ts';
import { picture } from './at-the-counter.ts';
import { expect, reconnect, test } from './clinic.ts';
import { beginPayment, checkIn, openTill, sendToBilling, treat } from './steps.ts';

const PATIENT = 'Asha Kulkarni';

test('the day of one patient, with the cashier offline until after the lock', async ({ clinic }) => {
  const reception = await clinic.open('Reception');
  const room = await clinic.open('Room 1');
  const cashier = await clinic.open('Cashier');

  await test.step('reception registers and checks in', async () => {
    const { page } = reception;
    await checkIn(page, PATIENT);
    await expect(page.getByRole('option', { name: /Asha Kulkarni.*waiting/ })).toBeVisible();
  });

  await test.step('the doctor treats and sends to billing', async () => {
    await treat(room.page, PATIENT);
    await sendToBilling(room.page, PATIENT);
  });

  const receiptNumber = await test.step('the cashier, cut off from the network, takes the money', async () => {
    const { page, papers, counter } = cashier;
    await openTill(page);
    await expect(page.getByRole('option', { name: /Asha Kulkarni/ })).toBeVisible();
    counter.link.cut();
    await expect(page.getByText(/^Offline since/)).toBeVisible();

    await beginPayment(page, PATIENT);
    await page.getByLabel('Given').fill('2000');
    await page.getByRole('button', { name: 'Take payment' }).click();
    await expect(page.getByText('₹200.00')).toBeVisible();

    await page.getByRole('button', { name: 'Print receipt' }).click();
    const shown = await papers.next();
    expect(shown.text).toContain('PREVIEW');
    await expect(page.getByText('Not printed yet: this print is the original.')).toBeVisible();
    await page
      .getByRole('dialog', { name: /^Receipt / })
      .getByRole('button', { name: /^Print/ })
      .click();
    const receipt = await papers.next();
    expect(receipt.text).not.toMatch(/PREVIEW|DUPLICATE/);
    expect(receipt.text).toContain('Asha Kulkarni');
    expect(receipt.text).toContain('Change ₹200.00');
    const counterfoil = readReceiptText(receipt.qr ?? '');
    expect(counterfoil).toMatchObject({ amountMinor: 180_000, epoch: 1 });
    expect(receipt.text).toContain(counterfoil?.number);
    await page.getByRole('button', { name: 'Next patient' }).click();

    await page.getByRole('button', { name: 'Print a paper' }).click();
    await page.getByRole('option', { name: /Receipt · Asha Kulkarni/ }).click();
    expect((await papers.next()).text).not.toContain('DUPLICATE');
    await expect(page.getByText(/^Printed before: this print is marked DUPLICATE 1/)).toBeVisible();
    await page
      .getByRole('dialog', { name: /^Receipt / })
      .getByRole('button', { name: /^Print/ })
      .click();
    const duplicate = await papers.next();
    expect(duplicate.text).toContain('DUPLICATE 1');
    expect(duplicate.qr).toBe(receipt.qr);
    return counterfoil?.number ?? '';
  });
  expect(receiptNumber).toMatch(/^R\d+\/\d{4}\/000001$/);

  await test.step('the cashier counts the drawer blind and closes, still offline', async () => {
    const { page, papers } = cashier;
    await page.getByRole('button', { name: 'Close till' }).click();
    const counting = page.getByRole('dialog');
    await counting.getByLabel('₹500.00', { exact: true }).fill('7');
    await counting.getByLabel('₹100.00', { exact: true }).fill('3');
    await expect(counting.getByText('₹3,800.00')).toBeVisible();
    await counting.getByRole('button', { name: 'Close and make the Z' }).click();
    await expect(page.getByText('Till closed')).toBeVisible();
    await page.getByRole('button', { name: 'Print Z' }).click();
    const z = await papers.next();
    expect(z.text).toContain('Counted in drawer ₹3,800.00');
    expect(z.text).not.toContain('Variance');
  });

  const backOffice = await clinic.open('Back office');
  await test.step('the manager locks the day without the cashier', async () => {
    const { page } = backOffice;
    await page.getByRole('tab', { name: 'Day close' }).click();
    // By how long ago it was last heard.
    await expect(page.getByText(/^(missing|not finished)$/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Lock the day' })).toBeDisabled();
    await page.getByRole('button', { name: 'Lock anyway' }).click();
    const asked = page.getByRole('dialog');
    await expect(asked.getByText(/^T\d+: The till of .* is open since /)).toBeVisible();
    await expect(asked.getByRole('status')).toHaveText(/^Not declared missing: T\d+\. The day waits for them\.$/);
    await asked.getByRole('checkbox', { name: /^Declare T\d+ Cashier missing/ }).check();
    await asked.getByLabel('Reason').fill('The cashier has had no network since noon');
    await asked.getByRole('button', { name: 'Lock anyway' }).click();
    await expect(page.getByRole('heading', { name: /is locked$/ })).toBeVisible();
    await expect(page.getByText('incomplete', { exact: true }).first()).toBeVisible();
    await expect(page.getByText(/^declared missing, heard of .* before the lock$/)).toBeVisible();
    await expect(page.getByRole('row', { name: /^Collected/ })).toHaveText(/Collected0\.000\.00/);
  });

  await test.step('who is still here stays in sight, the day beside the token, and the checklist is of the new date', async () => {
    const still = /^1-01 \d+ \S+ Asha Kulkarni.*ready for billing/;
    for (const { page } of [reception, room]) await expect(page.getByRole('option', { name: still })).toBeVisible();
    await picture(reception.page, 'reception-after-lock');
    await picture(room.page, 'room-after-lock');
    await expect(reception.page.getByText(/\d+ \w+ is locked$/)).toBeVisible();
    const { page } = backOffice;
    await page.getByRole('row', { name: / open – / }).click();
    await expect(page.getByText(/^It is the business date since the day before was locked\./)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Lock anyway' })).toBeDisabled();
    await picture(page, 'checklist-after-lock');
  });

  await test.step('the cashier comes back: late, kept, and no figure of the locked day moves', async () => {
    await reconnect(cashier.counter, cashier.page);
    // The paper of the Z lies over what closed the till.
    await cashier.page.keyboard.press('Escape');
    const told = cashier.page.getByRole('alert').filter({ hasText: 'was locked by Suresh Manager on' });
    await expect(told).toContainText('The reason given: The cashier has had no network since noon');
    await expect(told).toContainText('stand as late in the supplement to that day');
    await cashier.page.getByRole('button', { name: 'Done' }).click();
    await expect(cashier.page.getByRole('heading', { name: 'Open your till' })).toBeVisible();
    await expect(told).toBeVisible();
    const { page } = backOffice;
    await page.getByRole('row', { name: /locked incomplete 0\.00 1,800\.00 \d late/ }).click();
    await expect(page.getByRole('row', { name: /^Collected/ })).toHaveText(/Collected0\.001,800\.00/);
    await expect(page.getByRole('row', { name: new RegExp(`^Payment ${receiptNumber} `) })).toBeVisible();
    await page.getByRole('button', { name: /^I have seen these/ }).click();
    await expect(page.getByText(/^Seen by Suresh Manager/)).toBeVisible();
  });

  await test.step('the patient, paid in the meantime, leaves', async () => {
    const { page } = reception;
    await page.getByRole('option', { name: /Asha Kulkarni.*paid/ }).click();
    await page.getByRole('button', { name: 'Complete' }).click();
    await expect(page.getByText('Nobody is waiting.')).toBeVisible();
  });
});
