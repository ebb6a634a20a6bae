import { setTimeout as delay } from 'node:timers/promises';
import type { CounterKind } from '#domain/clinics/counter-kind.ts';
import type { EnteredTender, TenderKind } from '#domain/payments/tender.ts';
import { openToRead } from '#main/store/database.ts';
import { storeFileOf } from '#main/store/open-terminal-store.ts';
import { type Child, startChild } from '../child.ts';
import { type CounterClient, connectCounter, granted } from '../counter-client.ts';
import type { CuttableLink } from '../cuttable-link.ts';

/** One counter of the day: a real terminal process, somebody logged in at it, and the network it hangs on. */
export interface Counter {
  readonly name: string;
  readonly kind: CounterKind;
  readonly terminalId: string;
  readonly dataDir: string;
  readonly client: CounterClient;
  readonly link: CuttableLink;
  /** What this counter has acknowledged to have taken less what it gave back, by tender. */
  readonly money: Record<TenderKind, number>;
  /** What should be in its drawer. */
  drawerMinor: number;
  stop(): Promise<void>;
}

interface TerminalReady {
  readonly link: string;
}

/** Starts a terminal process, enrols it with the code and logs somebody in. */
export async function openCounter(options: {
  name: string;
  kind: CounterKind;
  module: string;
  dataDir: string;
  code: string;
  machineId: string;
  link: CuttableLink;
  login: string;
  password: string;
}): Promise<Counter> {
  const { name, kind, dataDir, link } = options;
  const child: Child<TerminalReady> = await startChild(
    options.module,
    ['--data', dataDir, '--code', options.code, '--no-open'],
    (message) => {
      const told = message as { ready?: boolean; link?: string };
      return told.ready && told.link ? { link: told.link } : undefined;
    },
    { COUNTERFOIL_MACHINE_ID: options.machineId },
  );
  const client = await connectCounter(child.ready.link);
  const counter = await sitDown({ name, kind, dataDir, client, link }, () => child.stop());
  await signIn(counter, options.login, options.password);
  return counter;
}

/** A counter at an enrolled terminal that has been connected to. */
export async function sitDown(
  at: Pick<Counter, 'name' | 'kind' | 'dataDir' | 'client' | 'link'>,
  stop: () => Promise<void>,
): Promise<Counter> {
  const state = await at.client.call.terminal.state();
  if (!state.terminal) throw new Error(`${at.name} is not enrolled: ${state.problem ?? state.phase}`);
  return {
    ...at,
    terminalId: state.terminal.id,
    money: { cash: 0, card: 0, upi: 0, bank: 0 },
    drawerMinor: 0,
    async stop() {
      at.client.close();
      await stop();
    },
  };
}

/** Somebody sits down at the counter; whoever did before is locked out until they come back. */
export async function signIn(counter: Counter, login: string, password: string): Promise<void> {
  granted(await counter.client.call.session.login({ login, password }), `login of ${login} at ${counter.name}`);
}

/** Money was taken at the counter. */
export function took(counter: Counter, tenders: readonly EnteredTender[]): void {
  for (const { kind, amountMinor } of tenders) {
    counter.money[kind] += amountMinor;
    if (kind === 'cash') counter.drawerMinor += amountMinor;
  }
}

/** Money was given back to a patient. */
export function gaveBack(counter: Counter, kind: TenderKind, amountMinor: number): void {
  counter.money[kind] -= amountMinor;
  if (kind === 'cash') counter.drawerMinor -= amountMinor;
}

/** Reconnects a counter and waits until the server has all of it. */
export async function mend(counter: Counter): Promise<void> {
  counter.link.mend();
  await untilSynced(counter);
}

/** Waits until the server has everything of this counter. */
export async function untilSynced(counter: Counter, withinMs = 60_000): Promise<void> {
  await until(`${counter.name} is in step with the server`, withinMs, async () => {
    const { sync } = await counter.client.call.terminal.state();
    if (sync.link === 'stopped') throw new Error(`${counter.name} was stopped by the server: ${sync.problem}`);
    return sync.link === 'online' && sync.backlog === 0;
  });
}

/** The position up to which this counter has taken in the clinic's order. */
export function positionOf(counter: Counter): number {
  const db = openToRead(storeFileOf(counter.dataDir));
  try {
    return Number(db.prepare('SELECT max(position) FROM progress').pluck().get() ?? 0);
  } finally {
    db.close();
  }
}

/** Asks until it holds; bounded. */
export async function until(what: string, withinMs: number, holds: () => Promise<boolean>): Promise<void> {
  const endsAt = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > endsAt) throw new Error(`after ${withinMs} ms still not: ${what}`);
    await delay(50);
  }
}
