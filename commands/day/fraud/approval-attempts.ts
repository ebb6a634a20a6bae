import { granted } from '../../counter-client.ts';
import { approvedAtCounter, decide } from '../approving.ts';
import { deposit } from '../collect.ts';
import type { Day } from '../plan.ts';
import { SECOND_LOGIN } from '../plan.ts';

const WAGES = { amountMinor: 60_000, category: 'wages' as const, payee: 'A helper', slip: null, reason: 'Help for a day' };

/** What a cashier tries with paid-outs and the approvals they need. */
export async function tryApprovals({ cashiers: [cashier], attempts }: Day): Promise<void> {
  const { operations } = cashier.client.call;
  const { name } = cashier;
  const without = operations.payOut({ ...WAGES, attemptId: 'no approval' });
  await attempts.refused('A paid-out above the cap', name, without, 'approval-needed');
  const asked = granted(await operations.requestPayOut(WAGES), 'a request');
  const pending = operations.payOut({ ...WAGES, approval: asked, attemptId: 'pending approval' });
  await attempts.refused('A paid-out before anybody agreed to it', name, pending, 'approval-not-approved');
  const own = decide(cashier, 'paid-out', asked, 'cashier1');
  await attempts.refused("Approving one's own request", name, own, 'own-request', 'signer-role-not-allowed');
  const second = decide(cashier, 'paid-out', asked, SECOND_LOGIN);
  await attempts.refused("Approving by a second account of one's own", name, second, 'own-request');
  const approval = await approvedAtCounter(cashier, 'paid-out', operations.requestPayOut(WAGES));
  const more = operations.payOut({ ...WAGES, amountMinor: 90_000, approval, attemptId: 'another amount' });
  await attempts.refused('Another amount than was approved', name, more, 'request-differs');
  granted(await operations.payOut({ ...WAGES, approval, attemptId: 'as approved' }), 'the approved paid-out');
  cashier.drawerMinor -= WAGES.amountMinor;
  const again = operations.payOut({ ...WAGES, approval, attemptId: 'once more' });
  await attempts.refused('An approval used a second time', name, again, 'approval-spent');
}

/** A refund that nobody agreed to, of a deposit that a patient left. */
export async function tryRefund({ cashiers: [cashier], attempts, random, patientIds }: Day): Promise<void> {
  const { operations } = cashier.client.call;
  const { advanceId, tenders } = await deposit(cashier, random, random.pick(patientIds), 20_000);
  const asked = {
    source: { kind: 'advance' as const, id: advanceId, tenderIndex: 0 },
    amountMinor: tenders[0].amountMinor,
    reason: 'Wants it',
  };
  const { approvalId } = granted(await operations.requestRefund(asked), 'a request for a refund');
  const paid = operations.payRefund({ approvalId, reference: 'X1' });
  await attempts.refused('A refund that nobody approved', cashier.name, paid, 'approval-not-approved');
}
