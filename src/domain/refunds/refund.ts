import { z } from 'zod';
import { approvalRefusal } from '../approvals/approval-refusal.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { id, instantMs, maybeText, text } from '../kernel/fields.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { payeeRefusal } from '../staff/payee.ts';
import { refundPaid } from './changes.ts';
import { refundFacts, refundText } from './refund-facts.ts';

/** Money given back to a patient, with its voucher. */
export const refundShape = refundFacts.extend({
  id: text(120),
  /** The voucher's number, as printed: `V07/2627/000003`. */
  number: text(16),
  patientName: text(120),
  branchId: id,
  terminalId: id,
  tillId: id,
  cashierId: id,
  cashierName: text(120),
  reference: maybeText(40),
  approvalId: id.nullable(),
  businessDate: calendarDate,
  postedDate: calendarDate,
  recordedAtMs: instantMs,
  late: z.boolean(),
  flags: z.array(text(64)),
});
export type Refund = z.infer<typeof refundShape>;

export const refund: RecordType<Refund> = defineRecord({
  name: 'refund',
  shape: refundShape,
  stream: 'money',
  columns: ['patientId', 'branchId', 'tillId', 'businessDate', 'recordedAtMs', 'number'],
  indexes: [['patientId', 'recordedAtMs'], ['tillId', 'recordedAtMs'], ['branchId', 'businessDate', 'recordedAtMs'], ['number']],
  handlers: [
    on(refundPaid, {
      check: (one, body, entry, reader) => {
        if (one) return refuse('refund-exists', { number: one.number });
        return (
          approvalRefusal(reader, 'refund', body.approval, refundText(body)) ?? payeeRefusal(reader, body.payeeId, entry.actorId)
        );
      },
      fold: (one, { refundId: _, sequence: __, from: ___, approval, ...body }, entry, id) =>
        one ?? {
          ...body,
          id,
          branchId: entry.branchId ?? '',
          terminalId: entry.terminalId,
          cashierId: entry.actorId,
          approvalId: approval?.approvalId ?? null,
          businessDate: entry.businessDate,
          postedDate: entry.postedDate,
          recordedAtMs: entry.recordedAtMs,
          late: entry.late,
          flags: [...entry.flags],
        },
    }),
  ],
});
