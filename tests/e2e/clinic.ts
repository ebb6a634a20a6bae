import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, test as base, expect, type Page } from '@playwright/test';
import type { Admin } from '../../commands/admin-client.ts';
import { type Child, startChild } from '../../commands/child.ts';
import { type ClinicPlan, type PlannedClinic, setUpPlannedClinic } from '../../commands/clinic-plan.ts';
import { type CuttableLink, codeThrough, openCuttableLink } from '../../commands/cuttable-link.ts';
import { type ServerProcess, startServer } from '../../commands/server-process.ts';
import { databaseOfRun } from '../run-postgres.ts';
import { type Papers, papersOf, withoutPrintDialog } from './papers.ts';

const TERMINAL = resolve(import.meta.dirname, '../../commands/terminal.ts');

const PLAN: ClinicPlan = {
  name: 'Banyan Dental',
  gstin: '29ABCDE1234F1ZW',
  branch: { name: 'Indiranagar', code: 'IND', address: '12, 100 Feet Road, Bengaluru', phone: '+91 80 4000 1000' },
  counters: [
    { name: 'Reception', kind: 'reception' },
    { name: 'Room 1', kind: 'consulting' },
    { name: 'Cashier', kind: 'cashier' },
    { name: 'Back office', kind: 'back-office' },
  ],
  doctors: [{ name: 'Dr Anita Nair', speciality: 'Dentistry', registrationNumber: 'KA-1001' }],
  administrator: { login: 'owner', name: 'Kavita Owner' },
  people: [
    { login: 'rekha', name: 'Rekha Front', roles: ['front-desk'] },
    { login: 'anita', name: 'Dr Anita Nair', roles: ['doctor'], doctor: 'Dr Anita Nair' },
    { login: 'meena', name: 'Meena Rao', roles: ['cashier'], counters: ['Cashier'] },
    { login: 'suresh', name: 'Suresh Manager', roles: ['manager'] },
  ],
  password: 'a long enough password',
};

/** Who works at which counter. */
export const PEOPLE = { Reception: 'rekha', 'Room 1': 'anita', Cashier: 'meena', 'Back office': 'suresh' } as const;
export type CounterName = keyof typeof PEOPLE;
export const PASSWORD = PLAN.password;

/** A counter's place on the network. */
export interface CounterNetwork {
  readonly name: CounterName;
  readonly link: CuttableLink;
}

/** One counter: its terminal's process, the network it hangs on, and windows on it. */
export interface CounterAtWork extends CounterNetwork {
  /** A new window, in a browser of its own. */
  window(): Promise<CounterWindow>;
}

export interface CounterWindow {
  readonly page: Page;
  readonly papers: Papers;
}

/** A clinic whose server and terminals are real processes, on folders that are gone afterwards. */
export interface ClinicAtWork {
  readonly admin: Admin;
  readonly planned: PlannedClinic;
  /** Every enrolled terminal, as the server knows it. */
  terminals(): Promise<readonly { readonly id: string; readonly code: string }[]>;
  /** The counter's own stretch of network, for a terminal that is started elsewhere. */
  network(name: CounterName): Promise<CounterNetwork>;
  /** Starts the counter's terminal, not enrolled yet. */
  start(name: CounterName): Promise<CounterAtWork>;
  /** An enrolment code for the counter, through its own cuttable network. */
  codeFor(counter: CounterNetwork): Promise<string>;
  /** Starts the counter, enrols it on its first-run screen and logs its person in. */
  open(name: CounterName): Promise<CounterWindow & { readonly counter: CounterAtWork }>;
}

export const test = base.extend<{ clinic: ClinicAtWork }>({
  clinic: async ({ browser }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'counterfoil-e2e-'));
    const endings: (() => Promise<void>)[] = [];
    try {
      const database = await databaseOfRun();
      endings.push(database.drop);
      const server = await startServer(join(folder, 'server'), 0, { DATABASE_URL: database.url });
      endings.push(() => server.stop());
      const planned = await setUpPlannedClinic(server.admin, PLAN);
      await use(clinicAtWork({ browser, folder, server, planned, endings }));
    } finally {
      for (const end of endings.reverse()) await end();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
});
export { expect };

interface Making {
  readonly browser: Browser;
  readonly folder: string;
  readonly server: ServerProcess;
  readonly planned: PlannedClinic;
  readonly endings: (() => Promise<void>)[];
}

function clinicAtWork({ browser, folder, server, planned, endings }: Making): ClinicAtWork {
  const clinic: ClinicAtWork = {
    admin: server.admin,
    planned,
    terminals: () => server.admin.inClinic(planned.clinicId)('terminalsOverview', {}),
    async network(name) {
      const link = await openCuttableLink(server.address);
      endings.push(() => link.close());
      return { name, link };
    },
    async start(name) {
      const { link } = await clinic.network(name);
      const child = await startTerminal(join(folder, PEOPLE[name]), name);
      endings.push(() => child.stop());
      return { name, link, window: () => openWindow(browser, child, endings) };
    },
    async codeFor({ name, link }) {
      const counterId = planned.counters.find((counter) => counter.name === name)?.counterId ?? '';
      const { code } = await server.admin.inClinic(planned.clinicId)('createEnrolmentCode', { counterId });
      return codeThrough(code, link);
    },
    async open(name) {
      const counter = await clinic.start(name);
      const window = await counter.window();
      await enrol(window.page, await clinic.codeFor(counter));
      await logIn(window.page, name);
      return { counter, ...window };
    },
  };
  return clinic;
}

function startTerminal(dataDir: string, name: CounterName): Promise<Child<{ link: string }>> {
  return startChild(TERMINAL, ['--data', dataDir, '--no-open'], linkIn, { COUNTERFOIL_MACHINE_ID: `machine of ${name}` });
}

function linkIn(message: unknown): { link: string } | undefined {
  const { link } = message as { link?: unknown };
  return typeof link === 'string' ? { link } : undefined;
}

async function openWindow(browser: Browser, child: Child<unknown>, endings: Making['endings']): Promise<CounterWindow> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'en-IN' });
  endings.push(() => context.close());
  const page = await context.newPage();
  const papers = papersOf(page);
  await withoutPrintDialog(page);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  endings.push(async () => expect(faults, 'errors in the window').toEqual([]));
  const { link } = await child.ask({ link: true }, linkIn);
  await page.goto(link);
  return { page, papers };
}

/** A terminal tries again after a while that grows with each failure: half a minute at most. */
const RETRIES_WITHIN_MS = 45_000;

/** Mends the counter's network and waits until its window says so. */
export async function reconnect({ link }: CounterNetwork, page: Page): Promise<void> {
  link.mend();
  const badge = page.getByRole('button', { name: /^Connection to the server: Online/ });
  await expect(badge).toBeVisible({ timeout: RETRIES_WITHIN_MS });
}

export async function enrol(page: Page, code: string): Promise<void> {
  await page.getByLabel('Enrolment code').fill(code);
  await page.getByRole('button', { name: 'Enrol' }).click();
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
}

export async function logIn(page: Page, name: CounterName, login: string = PEOPLE[name]): Promise<void> {
  await page.getByRole('combobox', { name: 'Who are you?' }).fill(login);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeHidden();
}
