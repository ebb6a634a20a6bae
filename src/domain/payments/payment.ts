import { z } from 'zod';
import { documentPrinted } from '../documents/changes.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { id, instantMs, text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { refundPaid } from '../refunds/changes.ts';
import { refundedTenders, sourceRefusal, withRefunded } from '../refunds/refunded-tenders.ts';
import { paymentRecorded, receiptReprinted } from './changes.ts';
import { claimed, claimFields, claimHandlers } from './claims.ts';
import { tender } from './tender.ts';
import { tendersRefusal, totalRefusal } from './tender-refusal.ts';

export const paymentShape = z.object({
  id,
  /** As printed, e.g. `R07/2627/000123`. */
  receiptNumber: text(16),
  invoiceId: id,
  invoiceNumber: text(16),
  visitId: id,
  patientId: id,
  patientName: text(120),
  branchId: id,
  terminalId: id,
  tillId: id,
  cashierId: id,
  cashierName: text(120),
  tenders: z.array(tender),
  totalMinor: amountMinor,
  /** Less than was due was taken on purpose. */
  part: z.literal(true).optional(),
  /** As its receipt says: what advance settled of the bill along with it, and what was still due after both. */
  appliedMinor: amountMinor.optional(),
  balanceMinor: amountMinor.optional(),
  /** What went back of each tender. */
  refundedMinor: refundedTenders,
  ...claimFields,
  businessDate: calendarDate,
  /** The date it counts in: its own, or the first open day when it arrived after the lock. */
  postedDate: calendarDate,
  recordedAtMs: instantMs,
  /** How often its receipt was printed again. */
  duplicates: z.number().int().min(0),
  late: z.boolean(),
  /** What the server found odd, e.g. `already-paid`, `time-unproven`. */
  flags: z.array(text(64)),
});
export type Payment = z.infer<typeof paymentShape>;

export const payment: RecordType<Payment> = defineRecord({
  name: 'payment',
  shape: paymentShape,
  stream: 'money',
  columns: [
    'invoiceId',
    'tillId',
    'patientId',
    'branchId',
    'businessDate',
    'recordedAtMs',
    'receiptNumber',
    'unconfirmedTenders',
  ],
  indexes: [
    ['invoiceId'],
    ['tillId', 'recordedAtMs'],
    ['patientId', 'recordedAtMs'],
    ['branchId', 'businessDate', 'recordedAtMs'],
    ['receiptNumber'],
    ['branchId', 'unconfirmedTenders'],
  ],
  handlers: [
    on(paymentRecorded, {
      check: (one, body) => {
        if (one) return refuse('payment-exists', { number: one.receiptNumber });
        return tendersRefusal(body.tenders) ?? totalRefusal(body);
      },
      fold: (one, { paymentId: _, number, sequence: __, ...body }, entry, id) =>
        one ?? {
          ...body,
          id,
          receiptNumber: number,
          branchId: entry.branchId ?? '',
          terminalId: entry.terminalId,
          cashierId: entry.actorId,
          businessDate: entry.businessDate,
          postedDate: entry.postedDate,
          recordedAtMs: entry.recordedAtMs,
          duplicates: 0,
          refundedMinor: [],
          ...claimed(body.tenders),
          late: entry.late,
          flags: [...entry.flags],
        },
    }),
    on(refundPaid, {
      check: (one, body) => sourceRefusal(one, body, one?.receiptNumber ?? ''),
      fold: (one, { source, amountMinor }) =>
        one && { ...one, refundedMinor: withRefunded(one, source.tenderIndex, amountMinor) },
    }),
    ...claimHandlers<Payment>((one) => one.receiptNumber),
    on(documentPrinted, {
      check: (one, { number }, entry) => {
        if (!one) return refuse('payment-unknown');
        if (one.terminalId !== entry.terminalId) return refuse('counterfoil-elsewhere', { number });
        return one.duplicates > 0 ? refuse('already-printed', { number }) : undefined;
      },
      fold: (one) => one,
    }),
    on(receiptReprinted, {
      check: (one, body, entry) => {
        if (!one) return refuse('payment-unknown');
        // What its QR names, and the key that signed it, are at the terminal that took the money.
        if (one.terminalId !== entry.terminalId) return refuse('counterfoil-elsewhere', { number: one.receiptNumber });
        const expected = one.duplicates + 1;
        return body.duplicate === expected
          ? undefined
          : refuse('duplicate-not-next', { number: one.receiptNumber, expected, given: body.duplicate });
      },
      fold: (one) => one && { ...one, duplicates: one.duplicates + 1 },
    }),
  ],
});
