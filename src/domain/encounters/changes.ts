import { z } from 'zod';
import { defineChange, key } from '../kernel/change.ts';
import { id, maybeText } from '../kernel/fields.ts';
import { tooth } from '../kernel/tooth.ts';

/** One thing done. What of it is billed goes to the front desk without the note. */
export const treatment = z.strictObject({
  lineId: id,
  serviceId: id,
  quantity: z.number().int().min(1).max(100),
  tooth: tooth.nullable(),
  note: maybeText(500),
});
export type Treatment = z.infer<typeof treatment>;

const encounterKeys = { encounterId: id, visitId: id, patientId: id, doctorId: id };

/** What the doctor wrote, whole: each time it is written again the log keeps both. */
export const encounterRecorded = defineChange({
  name: 'encounter.recorded.v1',
  stream: 'clinical',
  nature: 'fact',
  shape: z.strictObject({
    ...encounterKeys,
    complaint: maybeText(2000),
    notes: maybeText(20_000),
    treatments: z.array(treatment).max(50),
    /** Its author knew that the bill was made: what is not on it is not billed by this. */
    afterBill: z.literal(true).optional(),
  }),
  touches: (body) => [key('encounter', body.encounterId)],
  looksAt: (body) => [key('visit', body.visitId), ...body.treatments.map((one) => key('service', one.serviceId))],
  about: (body) => [body.patientId, body.visitId],
});

/** The doctor has finished; the treatments went to billing in the same entry. */
export const encounterSent = defineChange({
  name: 'encounter.sent.v1',
  stream: 'clinical',
  nature: 'fact',
  shape: z.strictObject(encounterKeys),
  touches: (body) => [key('encounter', body.encounterId)],
  looksAt: (body) => [key('visit', body.visitId)],
  about: (body) => [body.patientId, body.visitId],
});

export const encounterChanges = [encounterRecorded, encounterSent] as const;
