import { resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { openBrowserShell } from '#main/browser-shell.ts';
import { Clinic, type Counter, login, PASSWORD } from '../sync/clinic.ts';
import { expectAccessible } from './axe.ts';
import { papersOf, withoutPrintDialog } from './papers.ts';

const windowFolder = resolve(import.meta.dirname, '../../out/renderer');
const PATIENT = 'Asha Kulkarni';

async function done<Result>({ terminal }: Counter, session: string, operation: string, input: unknown): Promise<Result> {
  const answer = await terminal.execute(session, operation, input);
  if (!answer.ok) throw new Error(`${operation}: ${answer.refusal.code}`);
  return answer.result as Result;
}

/** A patient who has left an advance for more than the bill that is with the cashier now. */
async function paidBefore(clinic: Clinic, cash: Counter): Promise<void> {
  const [desk, room] = [await clinic.enrolled('Reception'), await clinic.enrolled('Room')];
  const [asha, rao] = [await login(desk, 'asha'), await login(room, 'rao')];
  const [doctor] = await clinic.admin.inClinic(clinic.planned.clinicId)('doctorsList', {});
  const services = await room.terminal.query(rao, 'servicesList', {});
  const all = services.ok ? (services.result as { id: string; code: string }[]) : [];
  const doctorId = doctor?.id ?? '';
  const born = { phone: '9845012345', name: PATIENT, sex: 'female', ageYears: 34, doctorId };
  const { patientId } = await done<{ patientId: string }>(desk, asha, 'registerPatient', born);
  const { visitId } = await done<{ visitId: string }>(desk, asha, 'checkInPatient', { patientId, doctorId });
  await expect.poll(async () => (await room.terminal.execute(rao, 'startConsultation', { visitId })).ok).toBe(true);
  const serviceId = all.find(({ code }) => code === 'D-COMP')?.id;
  await done(room, rao, 'sendToBilling', { visitId, treatments: [{ serviceId }] });
  await expect.poll(() => cash.terminal.store.position()).toBe(room.terminal.store.position());
  const ravi = await login(cash, 'ravi');
  await done(cash, ravi, 'openTill', { openingFloatMinor: 200_000 });
  const tenders = [{ kind: 'cash', amountMinor: 500_000, tenderedMinor: 500_000 }];
  await done(cash, ravi, 'receiveAdvance', { patientId, tenders, purpose: 'deposit', note: '', attemptId: 'attempt-1' });
}

async function openWindow(page: Page, { terminal }: Counter) {
  const shell = await openBrowserShell({ terminal, windowFolder, port: 0 });
  await withoutPrintDialog(page);
  await page.goto(shell.newLink());
  await page.getByRole('combobox', { name: 'Who are you?' }).fill('ravi');
  await page.keyboard.press('Enter');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  return shell;
}

test('a bill that an advance settles ends like any payment, and every paper of the till can be printed', async ({ page }) => {
  const clinic = new Clinic();
  await clinic.start();
  try {
    const cash = await clinic.enrolled('Cash');
    await paidBefore(clinic, cash);
    const papers = papersOf(page);
    const shell = await openWindow(page, cash);
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
    });
    await shell.close();
  } finally {
    await clinic.close();
  }
});
