import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { id, instantMs, text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { advanceApplied, advanceParts } from './changes.ts';

/** An advance that settled a bill: for the patient's statement, and so that one attempt applies once. */
export const advanceApplicationShape = z.object({
  id,
  invoiceId: id,
  invoiceNumber: text(16),
  visitId: id,
  patientId: id,
  patientName: text(120),
  branchId: id,
  /** Absent in records that were made before it was kept. */
  terminalId: id.optional(),
  byName: text(120),
  amountMinor,
  from: advanceParts,
  businessDate: calendarDate,
  postedDate: calendarDate,
  recordedAtMs: instantMs,
  late: z.boolean(),
  flags: z.array(text(64)),
});
export type AdvanceApplication = z.infer<typeof advanceApplicationShape>;

export const advanceApplication: RecordType<AdvanceApplication> = defineRecord({
  name: 'advance-application',
  shape: advanceApplicationShape,
  stream: 'money',
  columns: ['patientId', 'invoiceId', 'branchId', 'businessDate', 'recordedAtMs'],
  indexes: [['patientId', 'recordedAtMs'], ['invoiceId'], ['branchId', 'recordedAtMs'], ['branchId', 'businessDate']],
  handlers: [
    on(advanceApplied, {
      check: (one) => one && refuse('application-exists', { number: one.invoiceNumber }),
      fold: (one, { applicationId, tillId: _, ...body }, entry) =>
        one ?? {
          ...body,
          id: applicationId,
          branchId: entry.branchId ?? '',
          terminalId: entry.terminalId,
          businessDate: entry.businessDate,
          postedDate: entry.postedDate,
          recordedAtMs: entry.recordedAtMs,
          late: entry.late,
          flags: [...entry.flags],
        },
    }),
  ],
});
