import { granted } from '../counter-client.ts';
import { approvedAtCounter, approvedAtOffice } from './approving.ts';
import { deposit } from './collect.ts';
import { type Counter, gaveBack } from './counters.ts';
import type { Day } from './plan.ts';

/** A deposit that was not needed goes back by the tender it came by: asked by the cashier, agreed to at the back office. */
export async function giveBackDeposit({ cashiers: [cashier], backOffice, random, patientIds }: Day): Promise<void> {
  const { advanceId, tenders } = await deposit(cashier, random, random.pick(patientIds), 30_000);
  await refund(cashier, backOffice, { kind: 'advance', id: advanceId, tenderIndex: 0 }, tenders[0]);
}

/** A treatment that was billed by mistake is taken back with a credit note, and what was paid for it goes back. */
export async function takeBackLine({ cashiers: [cashier], backOffice, receipts }: Day): Promise<void> {
  const { operations } = cashier.client.call;
  for (const receipt of receipts.filter((one) => one.cashier === cashier)) {
    const { invoiceId, paymentId, tenders } = receipt;
    const what = { invoiceId, lines: [{ line: 0, quantity: 1 }], reason: 'Billed by mistake' };
    const { approvalId } = await approvedAtCounter(cashier, 'credit-note', operations.requestCreditNote(what));
    const { toAdvanceMinor } = granted(await operations.issueCreditNote({ ...what, approvalId }), 'a credit note');
    const [tender] = tenders;
    const amountMinor = Math.min(toAdvanceMinor, tender?.amountMinor ?? 0);
    // A treatment that costs nothing gives nothing back: the next receipt, then.
    if (!tender || amountMinor === 0) continue;
    return refund(cashier, backOffice, { kind: 'payment', id: paymentId, tenderIndex: 0 }, { ...tender, amountMinor });
  }
  throw new Error('no payment could be taken back by a credit note');
}

async function refund(
  cashier: Counter,
  office: Counter,
  source: { kind: 'payment' | 'advance'; id: string; tenderIndex: number },
  tender: { kind: 'cash' | 'card' | 'upi' | 'bank'; amountMinor: number } | undefined,
): Promise<void> {
  if (!tender) throw new Error('there is no tender to give back on');
  const { operations } = cashier.client.call;
  const asked = { source, amountMinor: tender.amountMinor, reason: 'Not needed after all' };
  const { approvalId } = await approvedAtOffice(cashier, office, 'refund', operations.requestRefund(asked));
  const reference = tender.kind === 'cash' ? '' : `BACK${source.id.slice(-8)}`;
  granted(await operations.payRefund({ approvalId, reference }), 'a refund');
  gaveBack(cashier, tender.kind, tender.amountMinor);
}
