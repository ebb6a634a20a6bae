import { z } from 'zod';
import { dateAt } from '../business-days/business-date.ts';
import { invoice } from '../invoices/invoice.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { id, maybeTyped, typed } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { type Decision, type DecisionContext, defineOperation } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { MAX_SHARES, payerSettled, type Settled, type SettledShare, settlementPart, takenOff } from './changes.ts';
import { payerSettlement, settlementTotals } from './payer-settlement.ts';

export interface SettledShares {
  readonly settlementId: string;
  readonly paidMinor: number;
  readonly writtenOffMinor: number;
  readonly passedMinor: number;
  /** The same attempt had been recorded before: nothing was settled again. */
  readonly recordedBefore: boolean;
}

const input = z.strictObject({
  branchId: id,
  payerName: typed(120),
  receivedOn: calendarDate,
  reference: maybeTyped(40),
  reason: maybeTyped(300),
  shares: z
    .array(
      z.strictObject({
        invoiceId: id,
        paidMinor: amountMinor.default(0),
        writtenOffMinor: amountMinor.default(0),
        passedMinor: amountMinor.default(0),
      }),
    )
    .min(1)
    .max(MAX_SHARES),
  /** Made by the window once per attempt, so that a second press or a lost answer never settles twice. */
  attemptId: z.string().min(8).max(64),
});
type Asked = z.output<typeof input>;

/**
 * Records what a payer paid of its shares of invoices, and what becomes of what it disallowed: written off, or the patient's to
 * pay. The money is in the bank; none goes over a counter.
 */
export const settlePayerShares = defineOperation({
  name: 'settlePayerShares',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'central',
  makes: [payerSettled],
  input,
  decide(asked, context) {
    const settlementId = context.idFor('payer-settlement', asked.attemptId);
    const before = context.reader.find(payerSettlement, { settlementId }, { limit: MAX_SHARES });
    if (before.length > 0) return sameAgain(settlementId, before, asked);
    return settle(settlementId, asked, context);
  },
});

function sameAgain(
  settlementId: string,
  before: readonly (Settled & Pick<SettledShare, 'invoiceId'>)[],
  { shares }: Asked,
): Decision<SettledShares> | Refusal {
  const isSame =
    before.length === shares.length &&
    shares.every((one) => before.some((other) => other.invoiceId === one.invoiceId && takenOff(other) === takenOff(one)));
  if (!isSame) return refuse('settlement-exists', { reference: settlementPart(settlementId, 0) });
  return { changes: [], result: { settlementId, ...settlementTotals(before), recordedBefore: true } };
}

function settle(
  settlementId: string,
  { branchId, payerName, receivedOn, reference, reason, shares: wanted }: Asked,
  { reader, place, actor, nowMs }: DecisionContext,
): Decision<SettledShares> | Refusal {
  const today = dateAt(reader, place.clinicId, nowMs);
  if (receivedOn > today) return refuse('day-in-future', { date: receivedOn, today });
  const shares: SettledShare[] = [];
  for (const one of wanted) {
    const share = shareOf(reader, branchId, one);
    if (isRefusal(share)) return share;
    shares.push(share);
  }
  const said = { settlementId, payerName, receivedOn, reference, reason, byName: actor.name };
  return {
    changes: [payerSettled.of({ ...said, shares })],
    branchId,
    result: { settlementId, ...settlementTotals(shares), recordedBefore: false },
  };
}

function shareOf(reader: Reader, branchId: string, asked: Asked['shares'][number]): SettledShare | Refusal {
  const bill = reader.get(invoice, asked.invoiceId);
  if (!bill) return refuse('invoice-unknown');
  const { number: invoiceNumber, patientId, patientName } = bill;
  return bill.branchId === branchId
    ? { ...asked, invoiceNumber, patientId, patientName }
    : refuse('bill-of-another-branch', { number: invoiceNumber });
}
