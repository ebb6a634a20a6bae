import { z } from 'zod';
import { approvalRequest, type RequestedApproval } from '../approvals/approval-request.ts';
import { approvalUse, REQUEST_MAX } from '../approvals/approval-use.ts';
import { askedApproval } from '../approvals/asked-approval.ts';
import { approvalRequested } from '../approvals/changes.ts';
import { dateAt } from '../business-days/business-date.ts';
import { invoice } from '../invoices/invoice.ts';
import { shareRefusal } from '../invoices/payer-share.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { id, maybeTyped, typed } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { type Decision, type DecisionContext, defineOperation } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { MAX_SHARES, payerSettled, type Settled, type SettledShare, settlementPart, takenOff } from './changes.ts';
import { payerSettlement, settlementTotals } from './payer-settlement.ts';
import { needsSecondPerson, writeOffText, writtenOffIn } from './write-off.ts';

export interface SettledShares {
  readonly settlementId: string;
  readonly paidMinor: number;
  readonly writtenOffMinor: number;
  readonly passedMinor: number;
  /** The same attempt had been recorded before: nothing was settled again. */
  readonly recordedBefore: boolean;
}

const shares = z
  .array(
    z.strictObject({
      invoiceId: id,
      paidMinor: amountMinor.default(0),
      writtenOffMinor: amountMinor.default(0),
      passedMinor: amountMinor.default(0),
    }),
  )
  .min(1)
  .max(MAX_SHARES);

const input = z.strictObject({
  branchId: id,
  payerName: typed(120),
  receivedOn: calendarDate,
  reference: maybeTyped(40),
  reason: maybeTyped(300),
  shares,
  /** Of what is written off. */
  approval: approvalUse.optional(),
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
  { branchId, payerName, receivedOn, reference, reason, shares: wanted, approval }: Asked,
  { reader, place, actor, nowMs }: DecisionContext,
): Decision<SettledShares> | Refusal {
  const today = dateAt(reader, place.clinicId, nowMs);
  if (receivedOn > today) return refuse('day-in-future', { date: receivedOn, today });
  const shares = sharesOf(reader, branchId, wanted);
  if (isRefusal(shares)) return shares;
  const agreed = approval ? { approval } : {};
  const said = { settlementId, payerName, receivedOn, reference, reason, byName: actor.name, ...agreed };
  return {
    changes: [payerSettled.of({ ...said, shares: [...shares] })],
    branchId,
    result: { settlementId, ...settlementTotals(shares), recordedBefore: false },
  };
}

/**
 * Asks a second person to agree to what is to be written off: to exactly these invoices and amounts. Asked again for the same, it
 * is the request that waits or was agreed to.
 */
export const requestPayerWriteOff = defineOperation({
  name: 'requestPayerWriteOff',
  roles: ['manager', 'administrator'],
  terminals: ['back-office'],
  decidedAt: 'terminal',
  makes: [approvalRequested],
  input: z.strictObject({ branchId: id, payerName: typed(120), reason: typed(300), shares }),
  decide: askSecondPerson,
});

function askSecondPerson(
  { branchId, payerName, reason, shares: wanted }: Pick<Asked, 'branchId' | 'payerName' | 'reason' | 'shares'>,
  context: DecisionContext,
): Decision<RequestedApproval> | Refusal {
  const { reader, place, actor } = context;
  const settled = sharesOf(reader, branchId, wanted);
  if (isRefusal(settled)) return settled;
  const shares = settled.filter(({ writtenOffMinor }) => writtenOffMinor > 0);
  for (const { invoiceId } of settled) {
    const wrong = shareRefusal(reader.get(invoice, invoiceId), { payerName, shares: settled }, branchId, invoiceId);
    if (wrong) return wrong;
  }
  const [first] = shares;
  if (!first || !needsSecondPerson(reader, place.clinicId, actor.roles, { shares })) return refuse('approval-not-needed');
  const request = writeOffText({ payerName, reason, shares });
  if (request.length > REQUEST_MAX) return refuse('too-many-write-offs', { invoices: shares.length });
  const about = { kind: 'write-off' as const, subjectId: first.invoiceId, request };
  const before = askedApproval(context, about);
  if (before.approvalId !== null && (before.state === 'REQUESTED' || before.state === 'APPROVED'))
    return { changes: [], result: { approvalId: before.approvalId, request } };
  return { ...approvalRequest({ ...about, amountMinor: writtenOffIn({ shares }), reason }, context), branchId };
}

function sharesOf(reader: Reader, branchId: string, wanted: Asked['shares']): readonly SettledShare[] | Refusal {
  const shares: SettledShare[] = [];
  for (const one of wanted) {
    const share = shareOf(reader, branchId, one);
    if (isRefusal(share)) return share;
    shares.push(share);
  }
  return shares;
}

function shareOf(reader: Reader, branchId: string, asked: Asked['shares'][number]): SettledShare | Refusal {
  const bill = reader.get(invoice, asked.invoiceId);
  if (!bill) return refuse('invoice-unknown');
  const { number: invoiceNumber, patientId, patientName } = bill;
  return bill.branchId === branchId
    ? { ...asked, invoiceNumber, patientId, patientName }
    : refuse('bill-of-another-branch', { number: invoiceNumber });
}
