import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { id, instantMs, text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { duesWaived } from './changes.ts';
import { waiverRefusal } from './waiver-refusal.ts';

/** Dues that were let go, by whom and why. */
export const waiverShape = z.object({
  id,
  invoiceId: id,
  invoiceNumber: text(16),
  visitId: id,
  patientId: id,
  patientName: text(120),
  branchId: id,
  /** Absent in records that were made before it was kept. */
  terminalId: id.optional(),
  byId: id,
  byName: text(120),
  amountMinor,
  reason: text(300),
  approvalId: id.nullable(),
  businessDate: calendarDate,
  postedDate: calendarDate,
  recordedAtMs: instantMs,
  late: z.boolean(),
  flags: z.array(text(64)),
});
export type Waiver = z.infer<typeof waiverShape>;

export const waiver: RecordType<Waiver> = defineRecord({
  name: 'waiver',
  shape: waiverShape,
  stream: 'money',
  columns: ['patientId', 'invoiceId', 'branchId', 'businessDate', 'recordedAtMs'],
  indexes: [['patientId', 'recordedAtMs'], ['invoiceId'], ['branchId', 'businessDate', 'recordedAtMs']],
  handlers: [
    on(duesWaived, {
      check: (one, body, entry, reader) =>
        one ? refuse('waiver-exists', { number: one.invoiceNumber }) : waiverRefusal(body, entry, reader),
      fold: (one, { waiverId, tillId: _, approval, ...body }, entry) =>
        one ?? {
          ...body,
          id: waiverId,
          branchId: entry.branchId ?? '',
          terminalId: entry.terminalId,
          byId: entry.actorId,
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
