import type { Act } from './act.ts';
import { askCentre, changePrice, importFile } from './back-office-work.ts';
import { closeDrawer, collect, openDrawer, reprint } from './cashier-work.ts';
import type { Clinic } from './clinic.ts';
import { callIn, note, send } from './consulting-work.ts';
import { attend, book, callOff } from './diary-work.ts';
import { ForcedLock } from './forced-lock.ts';
import {
  applyAdvance,
  billWithDiscount,
  collectPart,
  credit,
  handOver,
  moveCash,
  payAgreed,
  receiveAdvance,
  refund,
  waive,
} from './money-work.ts';
import { cancel, complete, correct, welcome, welcomeBack } from './reception-work.ts';
import type { SimulatedTerminal } from './simulated-terminal.ts';
import { trouble, weatherOf } from './troubles.ts';

/** How often each thing is done at a kind of terminal, relative to the others there. */
const WORK: Readonly<Record<string, readonly (readonly [weight: number, act: Act])[]>> = {
  reception: [
    [6, welcome],
    [2, welcomeBack],
    [1, correct],
    [1, cancel],
    [2, complete],
    [2, book],
    [2, attend],
    [1, callOff],
  ],
  consulting: [
    [5, callIn],
    [1, note],
    [5, send],
  ],
  cashier: [
    [2, openDrawer],
    [9, collect],
    [1, reprint],
    [0.5, closeDrawer],
    [1.5, billWithDiscount],
    [2, collectPart],
    [1.5, receiveAdvance],
    [2.5, applyAdvance],
    [1, waive],
    [1.5, refund],
    [1, payAgreed],
    [0.7, credit],
    [1, moveCash],
    [0.4, handOver],
    [1, complete],
  ],
  'back-office': [
    [2, changePrice],
    [1, importFile],
    [2, askCentre],
  ],
};

const STEPS = 260;
const LONGEST_PAUSE_MS = 90_000;
/** Terminals try to reach the server about this often, in steps. */
const SYNC_CHANCE = 0.4;

/** Works a day with everything going wrong, and waits until everybody knows everything. */
export async function workDay(clinic: Clinic, steps = STEPS): Promise<ForcedLock> {
  const { random, time, network } = clinic;
  const lock = new ForcedLock(clinic);
  const joinAt = random.between(10, steps - 40);
  const lockAt = random.between(Math.floor(steps / 3), Math.floor((2 * steps) / 3));
  network.weather = weatherOf(clinic);
  for (let step = 0; step < steps; step++) {
    await time.advance(random.int(LONGEST_PAUSE_MS));
    for (const terminal of clinic.terminals) if (random.chance(SYNC_CHANCE)) terminal.sync();
    if (random.chance(0.12)) await trouble(clinic);
    await work(clinic, random.pick(clinic.terminals));
    if (step === joinAt) await clinic.join();
    if (step === lockAt) lock.cutSomeOff();
    if (step >= lockAt + 10) await lock.insist();
  }
  await settle(clinic, lock);
  return lock;
}

async function work({ random }: Clinic, terminal: SimulatedTerminal): Promise<void> {
  const acts = WORK[terminal.seat.kind] ?? [];
  const total = acts.reduce((sum, [weight]) => sum + weight, 0);
  let drawn = (random.int(1000) / 1000) * total;
  for (const [weight, act] of acts) {
    drawn -= weight;
    if (drawn < 0) return act({ terminal, random });
  }
}

const ROUNDS = 60;

/** The network is whole again; nobody does anything new. Everybody must come to know everything. */
async function settle(clinic: Clinic, lock: ForcedLock): Promise<void> {
  const { time, network, terminals } = clinic;
  const calm = { dropRequest: 0, dropResponse: 0, duplicate: 0, delay: 0, usualMs: 50, lateMs: 50 };
  network.release();
  for (const { seat } of terminals) network.mend(seat.name);
  network.weather = calm;
  for (let round = 0; round < ROUNDS; round++) {
    await time.advance(LONGEST_PAUSE_MS);
    await lock.insist();
    // Something is wrong already; waiting would not mend it.
    if (clinic.wrong.length > 0) break;
    const behind = terminals.filter(({ terminal }) => terminal.store.backlog() > 0);
    if (behind.length === 0 && lock.isDone && round > 3 && allEqual(terminals)) return;
    for (const terminal of terminals) terminal.sync();
  }
  await time.advance(10 * LONGEST_PAUSE_MS);
  clinic.wrong.push(`not everybody came to know everything: ${terminals.map(stateOf).join(', ')}; locked: ${lock.isDone}`);
}

function allEqual(terminals: readonly SimulatedTerminal[]): boolean {
  const positions = new Set(terminals.map(({ terminal }) => terminal.store.position()));
  return positions.size === 1 && terminals.every((one) => !one.isSyncing);
}

function stateOf({ seat, terminal }: SimulatedTerminal): string {
  return `${seat.name} at ${terminal.store.position()} with ${terminal.store.backlog()} waiting`;
}
