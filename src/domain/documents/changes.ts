import { z } from 'zod';
import { dayKeys } from '../business-days/day-keys.ts';
import { defineChange, key } from '../kernel/change.ts';
import { id, text } from '../kernel/fields.ts';
import { documentNumberText } from './document-number.ts';

/** What is printed again under `document.reprinted`. The receipt of a payment has its own change. */
export const REPRINTED_KINDS = ['invoice', 'credit-note', 'refund', 'advance', 'estimate'] as const;

/** A numbered document was printed once more, marked DUPLICATE with this number. */
export const documentReprinted = defineChange({
  name: 'document.reprinted.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({
    kind: z.enum(REPRINTED_KINDS),
    subjectId: id,
    number: documentNumberText,
    /** 1 for the first duplicate. */
    duplicate: z.number().int().min(1).max(10_000),
    tillId: id,
    patientId: id,
    patientName: text(120),
  }),
  touches: (body, entry) => [key('till', body.tillId), key('document-prints', body.number), ...dayKeys(entry)],
  about: (body) => [body.patientId],
});

export const documentChanges = [documentReprinted] as const;
