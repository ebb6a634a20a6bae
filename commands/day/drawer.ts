import type { CountedPieces } from '#domain/tills/z.ts';
import { granted } from '../counter-client.ts';
import { approvedAtCounter } from './approving.ts';
import { type Counter, signIn } from './counters.ts';
import { PASSWORD } from './plan.ts';

const FLOAT_MINOR = 500_000;

export async function openTill(cashier: Counter): Promise<void> {
  const float = { openingFloatMinor: FLOAT_MINOR };
  granted(await cashier.client.call.operations.openTill(float), `the till at ${cashier.name}`);
  cashier.drawerMinor = FLOAT_MINOR;
}

/** As many of the largest notes as make about what is in the drawer. */
export async function counted(cashier: Counter, inDrawerMinor: number): Promise<CountedPieces[]> {
  const state = granted(await cashier.client.call.queries.tillState({}), 'the till');
  let left = inDrawerMinor;
  return state.denominations.map((denominationMinor) => {
    const pieces = Math.floor(left / denominationMinor);
    left -= pieces * denominationMinor;
    return { denominationMinor, pieces };
  });
}

/**
 * Counts the drawer blind, ticks every slip, and closes the till.
 * @param missingMinor what is not in the drawer any more
 * @returns the till's id
 */
export async function closeTill(cashier: Counter, missingMinor = 0): Promise<string> {
  const { operations, queries } = cashier.client.call;
  const counts = await counted(cashier, cashier.drawerMinor - missingMinor);
  const ticked = granted(await queries.tillNonCashItems({}), 'the slips').map(({ id }) => id);
  const what = `the close of the till at ${cashier.name}`;
  const first = granted(await operations.closeTill({ counts, ticked }), what);
  if (first.outcome === 'count-again') granted(await operations.closeTill({ counts, ticked }), what);
  return first.tillId;
}

/** What moves cash in a drawer besides selling: change money, a courier, a bigger bill that a manager agrees to, the safe. */
export async function moveCash(cashier: Counter): Promise<void> {
  const { operations } = cashier.client.call;
  const moved = async (what: string, signedMinor: number, answer: Promise<Parameters<typeof granted>[0]>) => {
    granted(await answer, `${what} at ${cashier.name}`);
    cashier.drawerMinor += signedMinor;
  };
  const paidIn = { amountMinor: 50_000, category: 'change-money' as const, slip: null, reason: 'Coins from the bank' };
  await moved('a paid-in', 50_000, operations.payIn({ ...paidIn, attemptId: 'paid in 1' }));
  const courier = { amountMinor: 20_000, category: 'courier' as const, payee: 'Blue Dart', slip: 'C-1', reason: 'A parcel' };
  await moved('a paid-out', -20_000, operations.payOut({ ...courier, attemptId: 'paid out 1' }));
  const repair = { amountMinor: 80_000, category: 'repairs' as const, payee: 'Electrician', slip: 'E-9', reason: 'A new lamp' };
  const approval = await approvedAtCounter(cashier, 'paid-out', operations.requestPayOut(repair));
  await moved('a large paid-out', -80_000, operations.payOut({ ...repair, approval, attemptId: 'paid out 2' }));
  const drop = { amountMinor: 100_000, reason: 'Too much in the drawer', envelope: 'S-1' };
  await moved('a safe drop', -100_000, operations.dropCash({ ...drop, attemptId: 'safe drop 1' }));
  await moved('an opened drawer', 0, operations.openDrawer({ reason: 'Change for a note' }));
}

/** One cashier leaves, the next one counts the drawer too and takes it. */
export async function handOver(cashier: Counter, toLogin: string): Promise<void> {
  const { operations, terminal } = cashier.client.call;
  const { people } = await terminal.state();
  const toUserId = people.find(({ login }) => login === toLogin)?.userId ?? '';
  const counts = await counted(cashier, cashier.drawerMinor);
  const what = `a handover at ${cashier.name}`;
  const offered = granted(await operations.offerHandover({ toUserId, counts }), what);
  if (offered.outcome === 'count-again') granted(await operations.offerHandover({ toUserId, counts }), what);
  await signIn(cashier, toLogin, PASSWORD);
  const accepted = granted(await operations.acceptHandover({ counts }), what);
  const taken = accepted.outcome === 'accepted' ? accepted : granted(await operations.acceptHandover({ counts }), what);
  if (taken.outcome === 'accepted') cashier.drawerMinor = taken.openingFloatMinor;
}
