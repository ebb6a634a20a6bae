import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { defineChange, key } from '../kernel/change.ts';
import { id, maybeText, text } from '../kernel/fields.ts';

/** An allergy or a condition as another system coded it; SNOMED CT in Synthea's files. */
export const finding = z.strictObject({
  code: maybeText(40),
  description: text(300),
  since: calendarDate.nullable(),
  /** Null while it lasts. */
  until: calendarDate.nullable(),
});
export type Finding = z.infer<typeof finding>;

export const allergiesImported = defineChange({
  name: 'allergies.imported.v1',
  stream: 'clinical',
  nature: 'fact',
  shape: z.strictObject({ patientId: id, allergies: z.array(finding).min(1).max(100) }),
  touches: (body) => [key('patient-health', body.patientId)],
  looksAt: (body) => [key('patient', body.patientId)],
});

export const conditionsImported = defineChange({
  name: 'conditions.imported.v1',
  stream: 'clinical',
  nature: 'fact',
  shape: z.strictObject({ patientId: id, conditions: z.array(finding).min(1).max(100) }),
  touches: (body) => [key('patient-health', body.patientId)],
  looksAt: (body) => [key('patient', body.patientId)],
});

export const healthChanges = [allergiesImported, conditionsImported] as const;
