import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { id, instantMs, maybeText, text } from '../kernel/fields.ts';
import { amountMinor, sum } from '../kernel/money.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { payerSettled, type Settled, type SettledShare, takenOff } from './changes.ts';
import { writeOffRefusal } from './write-off.ts';

/** What a payer paid of one invoice, and what became of the rest that was settled with it. Minor units. */
export const payerSettlementShape = z.object({
  /** `<settlement id>/<which of its invoices, from 0>`. */
  id: text(70),
  settlementId: id,
  payerName: text(120),
  receivedOn: calendarDate,
  reference: maybeText(40),
  reason: maybeText(300),
  invoiceId: id,
  invoiceNumber: text(16),
  patientId: id,
  patientName: text(120),
  paidMinor: amountMinor,
  writtenOffMinor: amountMinor,
  passedMinor: amountMinor,
  branchId: id,
  byId: id,
  byName: text(120),
  /** Of the write-off. Absent where none was needed, and in what was settled before one was. */
  approvalId: id.optional(),
  businessDate: calendarDate,
  postedDate: calendarDate,
  recordedAtMs: instantMs,
});
export type PayerSettlement = z.infer<typeof payerSettlementShape>;

export const payerSettlement: RecordType<PayerSettlement> = defineRecord({
  name: 'payer-settlement',
  shape: payerSettlementShape,
  stream: 'money',
  columns: ['invoiceId', 'patientId', 'branchId', 'businessDate', 'settlementId'],
  indexes: [['invoiceId'], ['patientId', 'branchId'], ['branchId', 'businessDate'], ['settlementId']],
  handlers: [
    on(payerSettled, {
      check: (one, body, entry, reader) => {
        if (one) return refuse('settlement-exists', { reference: one.reference });
        return partsRefusal(body.shares) ?? reasonRefusal(body) ?? writeOffRefusal(body, entry, reader);
      },
      fold: (one, { shares, approval, ...body }, entry, id) => {
        const share = shares[Number(id.slice(id.lastIndexOf('/') + 1))];
        if (one || !share) return one;
        const { businessDate, postedDate, recordedAtMs, actorId: byId } = entry;
        const agreed = approval ? { approvalId: approval.approvalId } : {};
        return { ...body, ...share, ...agreed, id, branchId: entry.branchId ?? '', byId, businessDate, postedDate, recordedAtMs };
      },
    }),
  ],
});

/** Each invoice once, and something said of it. */
function partsRefusal(shares: readonly SettledShare[]): Refusal | undefined {
  if (new Set(shares.map(({ invoiceId }) => invoiceId)).size < shares.length) return refuse('invoice-named-twice');
  const idle = shares.find((one) => takenOff(one) === 0);
  return idle && refuse('nothing-settled', { number: idle.invoiceNumber });
}

function reasonRefusal(body: {
  readonly reason: string;
  readonly reference: string;
  readonly shares: readonly SettledShare[];
}): Refusal | undefined {
  if (body.reference === '' && body.shares.some(({ paidMinor }) => paidMinor > 0)) return refuse('reference-needed');
  const disallowed = body.shares.some(({ writtenOffMinor, passedMinor }) => writtenOffMinor + passedMinor > 0);
  return disallowed && body.reason === '' ? refuse('reason-needed') : undefined;
}

/** What a settlement came to, over all its invoices. */
export function settlementTotals(shares: readonly Settled[]): Settled {
  return {
    paidMinor: sum(shares.map(({ paidMinor }) => paidMinor)),
    writtenOffMinor: sum(shares.map(({ writtenOffMinor }) => writtenOffMinor)),
    passedMinor: sum(shares.map(({ passedMinor }) => passedMinor)),
  };
}
