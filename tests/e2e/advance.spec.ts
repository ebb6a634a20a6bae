import { expect, test } from '@playwright/test';
import { patient } from '#domain/patients/patient.ts';
import { Clinic, type Counter, login } from '../sync/clinic.ts';
import { done, keys, logInByKeys, picture, text, treated, windowOn } from './at-the-counter.ts';
import { expectAccessible } from './axe.ts';
import { papersOf } from './papers.ts';

const PATIENT = 'Asha Kulkarni';

/** A patient who has left an advance for more than the bill that is with the cashier now. */
async function paidBefore(clinic: Clinic, cash: Counter): Promise<void> {
  await treated(clinic, cash, [{ name: PATIENT, phone: '9845012345', codes: ['D-COMP'] }]);
  const [asha] = cash.terminal.store.reader.find(patient, {});
  const ravi = await login(cash, 'ravi');
  await done(cash, ravi, 'openTill', { openingFloatMinor: 200_000 });
  const tenders = [{ kind: 'cash', amountMinor: 500_000, tenderedMinor: 500_000 }];
  await done(cash, ravi, 'receiveAdvance', {
    patientId: asha?.id,
    tenders,
    purpose: 'deposit',
    note: '',
    attemptId: 'attempt-1',
  });
}

test('a bill that an advance settles ends like any payment, and every paper of the till can be printed', async ({ page }) => {
  const clinic = new Clinic();
  await clinic.start();
  try {
    const cash = await clinic.enrolled('Cash');
    await paidBefore(clinic, cash);
    const papers = papersOf(page);
    const shell = await windowOn(page, cash);
    await logInByKeys(page, 'ravi');
    await page.getByRole('combobox', { name: /^Find by token/ }).fill('asha');
    await expect(page.getByRole('heading', { name: PATIENT })).toBeVisible();
    await page.keyboard.press('F8');
    await page.keyboard.press('Enter');

    await test.step('says what was settled and from which advance', async () => {
      await expect(page.getByRole('status').filter({ hasText: 'Settled from the advance' })).toBeVisible();
      await expect(page.getByText(/^From the advance R/)).toBeVisible();
      await expect(page.getByRole('button', { name: 'Next patient' })).toBeFocused();
      await expectAccessible(page, 'settled from the advance');
    });

    await test.step('prints the invoice, once as the original', async () => {
      await page.keyboard.press('Control+p');
      const paper = page.getByRole('dialog', { name: /^Invoice T/ });
      await expect(paper.getByText(/^Not printed yet/)).toBeVisible();
      expect((await papers.next()).text).toContain('PREVIEW');
      await paper.getByRole('button', { name: /^Print/ }).click();
      expect((await papers.next()).text).not.toMatch(/PREVIEW|DUPLICATE/);
      await expect(paper).toBeHidden();
      await expect(page.getByRole('button', { name: 'Next patient' })).toBeFocused();
      await page.keyboard.press('Enter');
    });

    await test.step('lists the advance receipt and the invoice to be printed', async () => {
      await page.keyboard.press('Control+p');
      const list = page.getByRole('listbox', { name: 'Print a paper' });
      await expect(list.getByRole('option', { name: /Advance receipt · Asha Kulkarni not printed yet/ })).toBeVisible();
      await expect(list.getByRole('option', { name: /Invoice · Asha Kulkarni/ })).toBeVisible();
      await expectAccessible(page, 'papers to print');
      await picture(page, 'papers-to-print');
      await keys(page, 'Escape');
    });

    await test.step('in the next till of the day they are there still, and found by number and by patient', async () => {
      const ravi = await login(cash, 'ravi');
      await done(cash, ravi, 'closeTill', { counts: [{ denominationMinor: 50_000, pieces: 14 }], ticked: [] });
      await done(cash, ravi, 'openTill', { openingFloatMinor: 0 });
      await logInByKeys(page, 'ravi');
      await expect(page.getByRole('combobox', { name: /^Find by token/ })).toBeFocused();
      await keys(page, 'Control+p');
      const list = page.getByRole('listbox', { name: 'Print a paper' });
      await expect(list.getByRole('group', { name: 'Made here on this business date' }).getByRole('option')).toHaveCount(2);
      await keys(page, text('1'));
      await expect(list.getByRole('option', { name: /^T\d+\/\d{4}\/000001/ })).toBeVisible();
      await picture(page, 'papers-by-number');
      await keys(page, 'Control+a', text('kulk'));
      await expect(list.getByRole('option', { name: /9845012345/ })).toBeVisible();
      await keys(page, 'Enter');
      await expect(list.getByRole('group', { name: PATIENT }).getByRole('option')).toHaveCount(2);
      await picture(page, 'papers-of-patient');
    });
    await shell.close();
  } finally {
    await clinic.close();
  }
});
