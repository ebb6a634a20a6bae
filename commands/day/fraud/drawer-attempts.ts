import { granted } from '../../counter-client.ts';
import { approvedAtCounter } from '../approving.ts';
import { cash } from '../collect.ts';
import { type Counter, gaveBack, took, until } from '../counters.ts';
import type { Day } from '../plan.ts';
import { exceptionOf, notedIn } from './traces.ts';

/** Pays themselves out of their drawer, and tries out what should be in it. */
export async function tryDrawer(day: Day): Promise<void> {
  const { cashiers, attempts } = day;
  const [cashier] = cashiers;
  const { operations, terminal } = cashier.client.call;
  const { people } = await terminal.state();
  const payeeId = people.find(({ login }) => login === 'cashier1')?.userId ?? '';
  const wages = { amountMinor: 10_000, category: 'wages' as const, slip: null, reason: 'Mine', attemptId: 'own wages' };
  const own = operations.payOut({ ...wages, payee: 'A helper', payeeId });
  await attempts.refused('Paying oneself out of the drawer', cashier.name, own, 'payee-is-you');
  const name = people.find(({ userId }) => userId === payeeId)?.name ?? '';
  const hidden = operations.payOut({ ...wages, payee: name });
  await attempts.refused('Paying somebody of the staff as a stranger', cashier.name, hidden, 'payee-is-staff');

  const amountMinor = 50_000_000;
  const drop = { amountMinor, reason: 'To see what happens', envelope: null, attemptId: 'more than there is' };
  const { movementId } = granted(await operations.dropCash(drop), 'a drop of more than there is');
  const back = { amountMinor, category: 'returned' as const, slip: null, reason: 'Taken back', attemptId: 'taken back' };
  granted(await operations.payIn(back), 'the same taken back');
  const traced = notedIn(day, 'drawer-overdrawn', cashier, movementId);
  attempts.leaves('Trying out by drops what a drawer should hold', 'fraud-pack', traced);
}

/** A refund that both counters know was agreed to. @returns pays it at both, for when the first is cut off */
export async function agreeOnRefund(day: Day): Promise<() => Promise<void>> {
  const { cashiers, random, patientIds, attempts } = day;
  const [first, second] = cashiers;
  const amountMinor = 40_000;
  const tenders = [cash(amountMinor)];
  const deposit = { patientId: random.pick(patientIds), tenders, attemptId: 'deposit to be refunded twice' };
  const { advanceId } = granted(await first.client.call.operations.receiveAdvance(deposit), 'a deposit');
  took(first, tenders);
  const source = { kind: 'advance' as const, id: advanceId, tenderIndex: 0 };
  const asked = first.client.call.operations.requestRefund({ source, amountMinor, reason: 'Wants it back' });
  const { approvalId } = await approvedAtCounter(first, 'refund', asked);
  await until('the second cashier knows of the refund', 60_000, async () => {
    const state = granted(await second.client.call.queries.approvalState({ approvalId }), 'the request');
    return state?.standing === 'APPROVED';
  });
  return async () => {
    for (const cashier of cashiers) await payOnce(cashier, approvalId, amountMinor);
    const traced = exceptionOf(day, first, 'refund', 'approval-spent');
    attempts.leaves('One refund paid at two counters out of touch', 'flagged', traced);
  };
}

async function payOnce(cashier: Counter, approvalId: string, amountMinor: number): Promise<void> {
  const paid = granted(await cashier.client.call.operations.payRefund({ approvalId }), `the refund at ${cashier.name}`);
  if (paid.recordedBefore) throw new Error(`${cashier.name} says that the refund was paid there before`);
  gaveBack(cashier, 'cash', amountMinor);
}
