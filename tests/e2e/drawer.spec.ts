import { expect, PASSWORD, test } from './clinic.ts';
import { beginPayment, checkIn, openTill, sendToBilling, treat } from './steps.ts';

const PATIENT = 'Asha Kulkarni';
test.setTimeout(300_000);

test('a drawer: cash moved by the keyboard, a manager’s approval, slips, a recount and its Z', async ({ clinic }) => {
  const reception = await clinic.open('Reception');
  const room = await clinic.open('Room 1');
  const { page } = await clinic.open('Cashier');
  await checkIn(reception.page, PATIENT);
  await treat(room.page, PATIENT);
  await sendToBilling(room.page, PATIENT);
  await openTill(page);

  await test.step('cash goes to the safe', async () => {
    await page.keyboard.press('F1');
    const drawer = page.getByRole('dialog');
    await expect(drawer.getByText('Nothing besides sales.')).toBeVisible();
    await page.keyboard.press('3');
    await drawer.getByLabel(/^Amount/).fill('1000');
    await page.keyboard.press('Enter');
    await page.keyboard.type('E-17');
    await page.keyboard.press('Enter');
    await page.keyboard.type('too much in the drawer');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'To the safe' })).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('more than a cashier may pay out needs a manager here', async () => {
    await page.keyboard.press('F1');
    await page.keyboard.press('2');
    const drawer = page.getByRole('dialog').last();
    await drawer.getByLabel(/^Amount/).fill('600');
    await drawer.getByLabel('What for').fill('repairs');
    await page.keyboard.press('Enter');
    await drawer.getByLabel('Paid to').fill('Plumber');
    await drawer.getByLabel('Reason').fill('The sink of room 1');
    await expect(drawer.getByText(/more than you may pay out alone/)).toBeVisible();
    await page.keyboard.press('Enter');
    const approval = page.getByRole('dialog').last();
    await approval.getByLabel('Manager’s login').fill('suresh');
    await approval.getByLabel('Manager’s password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Paid out' })).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('a payment by UPI is ticked at the close, and a wrong count is made once more', async () => {
    await beginPayment(page, PATIENT);
    await page.keyboard.press('F7');
    await page.getByLabel('UPI reference').fill('412345678901');
    await page.getByRole('button', { name: 'Take payment' }).click();
    await page.getByRole('button', { name: 'Next patient' }).click();
    await page.keyboard.press('F10');
    const closing = page.getByRole('dialog');
    await expect(closing.getByText('1 proof is missing.')).toBeVisible();
    await page.keyboard.press('Space');
    await expect(closing.getByText('Every proof is there.')).toBeVisible();
    await page.keyboard.press('Enter');
    await closing.getByLabel('₹100.00', { exact: true }).fill('3');
    await closing.getByRole('button', { name: 'Close and make the Z' }).click();
    await expect(closing.getByText(/does not agree. Count once more/)).toBeVisible();
    await closing.getByLabel('₹100.00', { exact: true }).fill('4');
    await closing.getByRole('button', { name: 'Close and make the Z' }).click();
    await expect(page.getByText('Till closed')).toBeVisible();
    await page.keyboard.press('Enter');
  });

  await test.step('the back office reads all of it', async () => {
    const office = (await clinic.open('Back office')).page;
    await office.getByRole('tab', { name: 'Day close' }).click();
    await office.getByText('Day book', { exact: true }).click();
    await expect(office.getByRole('row', { name: /Paid out.*Plumber/ })).toBeVisible();
    await office.getByText('Counts', { exact: true }).click();
    await expect(office.getByRole('row', { name: /Meena Rao/ })).toBeVisible();
    await office.getByText('Months and years', { exact: true }).click();
    await expect(office.getByRole('row', { name: /Financial year/ })).toBeVisible();
  });
});

test('training is loud, and a manager begins and ends it', async ({ clinic }) => {
  const { page } = await clinic.open('Cashier');
  await page.keyboard.press('Control+k');
  await page.getByText('Suresh Manager').click();
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  const menu = page.getByRole('button', { name: /Suresh Manager/ });
  await menu.click();
  await page.getByRole('menuitem', { name: 'Begin training here' }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('Meena learns the counter');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Nothing here is real/)).toBeVisible();
  await menu.click();
  await page.getByRole('menuitem', { name: 'End training here' }).click();
  await expect(page.getByText(/Nothing here is real/)).toBeHidden();
});
