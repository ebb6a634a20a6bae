import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { expectAccessible } from './axe.ts';
import { type ClinicAtWork, expect, test } from './clinic.ts';
import { beginPayment, checkIn, openTill, sendToBilling, treat } from './steps.ts';

const PATIENT = 'Asha Kulkarni';

/** A payment at the cashier's, and its receipt printed once more. */
async function aReprint(clinic: ClinicAtWork): Promise<Page> {
  const { page: reception } = await clinic.open('Reception');
  await checkIn(reception, PATIENT);
  const { page: room } = await clinic.open('Room 1');
  await treat(room, PATIENT);
  await sendToBilling(room, PATIENT);
  const { page: cashier, papers } = await clinic.open('Cashier');
  await openTill(cashier);
  await beginPayment(cashier, PATIENT);
  await cashier.getByLabel('Given').fill('2000');
  await cashier.getByRole('button', { name: 'Take payment' }).click();
  await expect(cashier.getByText('₹200.00')).toBeVisible();
  await cashier.getByRole('button', { name: 'Print receipt' }).click();
  const print = cashier.getByRole('dialog', { name: /^Receipt / }).getByRole('button', { name: /^Print/ });
  await papers.next();
  await print.click();
  expect((await papers.next()).text).not.toContain('DUPLICATE');
  await cashier.getByRole('button', { name: 'Next patient' }).click();
  await cashier.getByRole('button', { name: 'Print a paper' }).click();
  await cashier.getByRole('option', { name: new RegExp(`Receipt · ${PATIENT}`) }).click();
  await papers.next();
  await print.click();
  expect((await papers.next()).text).toContain('DUPLICATE 1');
  return cashier;
}

/** The drawer has a hundred rupees less than it should, counted twice. */
async function closeShort(cashier: Page): Promise<void> {
  await cashier.keyboard.press('Escape');
  await cashier.getByRole('button', { name: 'Close till' }).click();
  const counting = cashier.getByRole('dialog');
  const count = async () => {
    await counting.getByLabel('₹500.00', { exact: true }).fill('7');
    await counting.getByLabel('₹100.00', { exact: true }).fill('2');
    await counting.getByRole('button', { name: 'Close and make the Z' }).click();
  };
  await count();
  await expect(counting.getByRole('alert')).toBeVisible();
  await count();
  await expect(cashier.getByText('Till closed')).toBeVisible();
}

async function section(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name, exact: true }).click();
}

test('the fraud pack leads from a rule to the entry, and exports leave as files that can be checked', async ({ clinic }) => {
  // Enrolled before anything happens: a machine has the log from its own beginning on.
  const { page } = await clinic.open('Back office');
  const cashier = await aReprint(clinic);

  const news = page.getByRole('region', { name: 'Alerts of the fraud pack' });
  const tab = page.getByRole('tab', { name: 'Fraud pack', exact: true });

  await test.step('an alert is told on the first page and beside the section, without being looked for', async () => {
    await expect(news).toContainText('1 alert nobody has seen');
    await expect(news).toContainText('Reprints 1');
    await expect(tab).toHaveAccessibleDescription('1 alert nobody has seen');
    await expectAccessible(page, 'today, with an alert');
    await news.getByRole('button', { name: 'Look at it' }).click();
  });

  await test.step('from the rule to the entry', async () => {
    const rule = page.getByRole('row', { name: /^Reprints/ });
    await expect(rule).toContainText('1 alert');
    await expectAccessible(page, 'fraud pack');
    await rule.press('Enter');
    await page.getByRole('row', { name: /^Meena Rao/ }).press('Enter');
    await page.getByRole('row', { name: /DUPLICATE 1/ }).press('Enter');
    await expect(page.getByText('receipt.reprinted.v1')).toBeVisible();
    await expectAccessible(page, 'fraud pack, an entry');
    await page.keyboard.press('Escape');
  });

  await test.step('what is missing from a drawer is drawn below the line, for its cashier too', async () => {
    await closeShort(cashier);
    await section(page, 'Today');
    await expect(page.getByRole('row', { name: /Meena Rao.*closed/ })).toBeVisible();
    await section(page, 'Fraud pack');
    await expect(page.getByRole('img', { name: 'Cash variance by day: Short ₹100.00 · Over ₹0.00' })).toBeVisible();
    const cashiers = page.getByRole('region', { name: 'Variance by cashier' });
    await expect(cashiers.getByRole('img', { name: 'Meena Rao: Short ₹100.00 · Over ₹0.00' })).toBeVisible();
    await cashiers.getByText(/^As a table/).click();
    await expect(cashiers.getByRole('table', { name: 'Meena Rao' }).getByRole('row')).toHaveCount(2);
    await expectAccessible(page, 'fraud pack, charts');
    await page.getByRole('row', { name: /^Reprints/ }).press('Enter');
  });

  await test.step('who has seen it is known, and it is no news any more', async () => {
    await page.getByRole('button', { name: 'I have seen this' }).click();
    await expect(page.getByText(/^Seen by /)).toBeVisible();
    await expect(tab).toHaveAccessibleDescription('');
    await section(page, 'Today');
    await expect(page.getByText('Collected', { exact: true })).toBeVisible();
    await expect(news).toHaveCount(0);
    await section(page, 'Fraud pack');
    await page.getByRole('row', { name: /^Reprints/ }).press('Enter');
  });

  await test.step('a threshold is set, and the alert follows', async () => {
    await page.getByLabel('Alert above, %').fill('50');
    await page.getByRole('button', { name: 'Set' }).click();
    await expect(page.getByRole('row', { name: /^Reprints/ })).toContainText('50');
  });

  await test.step('exports', async () => {
    await section(page, 'Exports');
    await expectAccessible(page, 'exports');
    const book = await downloaded(page, 'Day book: CSV');
    expect(book.toString()).toContain(`${PATIENT}`);
    expect(book.toString()).toContain('1800.00');
    const sheet = await downloaded(page, 'Tax summary: Excel');
    expect(Object.keys(unzipSync(sheet))).toContain('xl/workbook.xml');
    const folder = mkdtempSync(join(tmpdir(), 'counterfoil-archive-'));
    const files = unzipSync(await downloaded(page, 'Audit archive: ZIP'));
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    const said = execFileSync(process.execPath, [join(folder, 'verify.mjs')], { encoding: 'utf8', timeout: 20_000 });
    expect(said).toContain('OK');
    expect(readFileSync(join(folder, 'entries.jsonl'), 'utf8')).not.toContain('Caries');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
});

async function downloaded(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
  return readFileSync(await download.path());
}
