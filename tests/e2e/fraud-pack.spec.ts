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
async function aReprint(clinic: ClinicAtWork): Promise<void> {
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
}

async function section(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name, exact: true }).click();
}

test('the fraud pack leads from a rule to the entry, and exports leave as files that can be checked', async ({ clinic }) => {
  // Enrolled before anything happens: a machine has the log from its own beginning on.
  const { page } = await clinic.open('Back office');
  await aReprint(clinic);

  await test.step('from the rule to the entry', async () => {
    await section(page, 'Fraud pack');
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
