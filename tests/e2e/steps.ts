import { expect, type Page } from '@playwright/test';

/** A walk-in at the reception, registered and checked in. */
export async function checkIn(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New patient' }).click();
  await page.getByLabel('Phone').fill('98450 12345');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Age or birth date').fill('34');
  await page.getByText('Female', { exact: true }).click();
  await page.getByRole('combobox', { name: 'Doctor' }).click();
  await page.getByRole('option', { name: /Dr Anita Nair/ }).click();
  await page.getByRole('button', { name: 'Register and check in' }).click();
  await expect(page.getByText(`${name} is checked in`)).toBeVisible();
}

/** The doctor calls in and writes: a consultation and a filling, ₹1,800 together. */
export async function treat(page: Page, name: string): Promise<void> {
  await page.getByRole('option', { name: new RegExp(name) }).click();
  await page.getByLabel('Complaint').fill('Pain when chewing, upper left');
  await page.getByLabel('Notes').fill('Caries 26. Filled with composite.');
  for (const code of ['D-CONS', 'D-COMP']) {
    await page.getByRole('combobox', { name: 'Add a treatment by name or code' }).fill(code);
    await page.getByRole('option', { name: new RegExp(code) }).click();
  }
  const filling = page.getByRole('group', { name: 'Filling, composite' });
  await filling.getByLabel(/^Tooth/).fill('26');
}

export async function sendToBilling(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Save and send to billing' }).click();
  await expect(page.getByText(`${name} is sent to billing.`)).toBeVisible();
  // The next Enter must not open the same patient again.
  await expect(page.getByRole('option', { selected: true })).toHaveCount(0);
}

export async function openTill(page: Page): Promise<void> {
  await page.getByLabel(/^Opening float/).fill('2000');
  await page.getByRole('button', { name: 'Open till' }).click();
  await expect(page.getByRole('button', { name: 'Close till' })).toBeVisible();
}

/** Chooses who pays and begins their payment. */
export async function beginPayment(page: Page, name: string): Promise<void> {
  await page.getByRole('option', { name: new RegExp(name) }).click();
  await expect(page.getByRole('row', { name: /Filling, composite.*tooth 26/ })).toBeVisible();
  await page.getByRole('button', { name: 'Pay' }).click();
}
