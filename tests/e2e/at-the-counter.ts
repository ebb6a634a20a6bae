import { resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { visit } from '#domain/visits/visit.ts';
import { type BrowserShell, openBrowserShell } from '#main/browser-shell.ts';
import { type Clinic, type Counter, login, PASSWORD } from '../sync/clinic.ts';
import { withoutPrintDialog } from './papers.ts';

const windowFolder = process.env.COUNTERFOIL_WINDOW ?? resolve(import.meta.dirname, '../../out/renderer');

/** Presses and types, as hands on a keyboard do. `Enter` and other keys by name, anything in an object as text. */
export async function keys(page: Page, ...strokes: (string | { readonly text: string })[]): Promise<void> {
  for (const stroke of strokes) {
    if (typeof stroke === 'string') await page.keyboard.press(stroke);
    else await page.keyboard.type(stroke.text);
  }
}
export const text = (written: string) => ({ text: written });

/** Does an operation at a terminal without a window, for what is not looked at here. */
export async function done<Result>({ terminal }: Counter, session: string, operation: string, input: unknown): Promise<Result> {
  const answer = await terminal.execute(session, operation, input);
  if (!answer.ok) throw new Error(`${operation}: ${answer.refusal.code}`);
  return answer.result as Result;
}

interface Treated {
  readonly name: string;
  readonly phone: string;
  readonly codes: readonly string[];
}

/**
 * Patients who were treated, and wait for the cashier with these services on their bills.
 * @returns treats more of them
 */
export async function treated(
  clinic: Clinic,
  cash: Counter,
  patients: readonly Treated[],
): Promise<(more: readonly Treated[]) => Promise<void>> {
  const [desk, room] = [await clinic.enrolled('Reception'), await clinic.enrolled('Room')];
  const [asha, rao] = [await login(desk, 'asha'), await login(room, 'rao')];
  const [doctor] = await clinic.admin.inClinic(clinic.planned.clinicId)('doctorsList', {});
  const services = await room.terminal.query(rao, 'servicesList', {});
  const all = services.ok ? (services.result as { id: string; code: string }[]) : [];
  const doctorId = doctor?.id ?? '';
  const treat = async (these: readonly Treated[]) => {
    for (const { name, phone, codes } of these) {
      const born = { phone, name, sex: 'female', ageYears: 34, doctorId };
      const { patientId } = await done<{ patientId: string }>(desk, asha, 'registerPatient', born);
      const { visitId } = await done<{ visitId: string }>(desk, asha, 'checkInPatient', { patientId, doctorId });
      await expect.poll(async () => (await room.terminal.execute(rao, 'startConsultation', { visitId })).ok).toBe(true);
      const treatments = codes.map((code) => ({ serviceId: all.find((one) => one.code === code)?.id }));
      await done(room, rao, 'sendToBilling', { visitId, treatments });
      await expect.poll(() => cash.terminal.store.reader.get(visit, visitId)?.state).toBe('READY_FOR_BILLING');
    }
  };
  await treat(patients);
  return treat;
}

/** A window on a counter, at its login. */
export async function windowOn(page: Page, { terminal }: Counter): Promise<BrowserShell> {
  const shell = await openBrowserShell({ terminal, windowFolder, port: 0 });
  await withoutPrintDialog(page);
  await page.goto(shell.newLink());
  return shell;
}

/** Somebody logs in by keyboard at the login that is shown. */
export async function logInByKeys(page: Page, who: string): Promise<void> {
  await expect(page.getByRole('combobox', { name: 'Who are you?' })).toBeFocused();
  await keys(page, text(who), 'Enter', text(PASSWORD), 'Enter');
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeHidden();
}

/** Somebody else comes to the same keyboard. */
export async function changePlaces(page: Page, who: string): Promise<void> {
  await keys(page, 'Control+k');
  await logInByKeys(page, who);
}

/** A manager types login and password over the cashier's screen. */
export async function approveHere(page: Page, manager: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'A manager approves here' });
  await expect(dialog.getByLabel('Manager’s login')).toBeFocused();
  await keys(page, text(manager), 'Enter', text(PASSWORD), 'Enter');
  await expect(dialog).toBeHidden();
}

/** The back office’s section, by the arrow keys of its list. */
export async function section(page: Page, name: string): Promise<void> {
  const tab = page.getByRole('tab', { name });
  await expect(tab).toBeVisible();
  await keys(page, 'F2');
  for (let at = 0; at < 20 && !(await tab.evaluate((one) => one === document.activeElement)); at++) await keys(page, 'ArrowDown');
  await expect(page.getByRole('tab', { name, selected: true })).toBeVisible();
}

/**
 * Time passes for everything in this process: the clinic's server and its terminals. Windows keep their own clock.
 * @returns takes the time back
 */
export function laterBy(ms: number): () => void {
  const real = Date.now;
  Date.now = () => real() + ms;
  return () => {
    Date.now = real;
  };
}

/** A picture for people to look at, where somebody asked for pictures. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.COUNTERFOIL_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}
