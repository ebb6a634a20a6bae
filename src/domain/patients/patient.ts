import { z } from 'zod';
import { doctorRefusal } from '../doctors/doctor-refusal.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { entryName } from '../kernel/entry-facts.ts';
import { id, instantMs, maybeText, text } from '../kernel/fields.ts';
import { defineRecord, on, type RecordType, searchWords } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { patientCorrected, patientImported, patientRegistered, sex } from './changes.ts';

export const patientShape = z.object({
  id,
  /** Printed and spoken, e.g. `P02-000123`. */
  number: text(16),
  name: text(120),
  /** The name's words without accents or case, to notice that a person is here already. */
  nameKey: maybeText(200),
  /** As `normalPhone` writes it; empty where an import had none. */
  phone: maybeText(16),
  sex,
  birthDate: calendarDate.nullable(),
  ageYears: z.number().int().nullable(),
  ageAsOf: calendarDate.nullable(),
  address: maybeText(300),
  doctorId: id.nullable(),
  externalId: maybeText(100).nullable(),
  deceasedOn: calendarDate.nullable(),
  registeredAtMs: instantMs,
  /** The entry that last wrote this record, `terminal/epoch/seq`: what a correction points at. */
  writtenBy: text(120),
});
export type Patient = z.infer<typeof patientShape>;

export const patient: RecordType<Patient> = defineRecord({
  name: 'patient',
  shape: patientShape,
  stream: 'patients',
  columns: ['phone', 'number', 'nameKey', 'birthDate', 'externalId'],
  indexes: [['phone'], ['nameKey', 'birthDate'], ['number']],
  searchText: (one) => searchWords(`${one.name} ${phoneWords(one.phone)} ${one.number}`).join(' '),
  handlers: [
    on(patientRegistered, {
      check: (one, body, entry, reader) =>
        (one && refuse('patient-exists', { number: one.number })) ??
        birthRefusal(body, entry.businessDate) ??
        doctorRefusal(reader, body.doctorId),
      fold: (one, { patientId, sequence: _, ...body }, entry) =>
        one ?? {
          ...body,
          id: patientId,
          nameKey: nameKey(body.name),
          externalId: null,
          deceasedOn: null,
          registeredAtMs: entry.recordedAtMs,
          writtenBy: entryName(entry),
        },
    }),
    on(patientImported, {
      check: (one) => one && refuse('patient-exists', { number: one.number }),
      fold: (one, { patientId, sequence: _, ...body }, entry) =>
        one ?? {
          ...body,
          id: patientId,
          nameKey: nameKey(body.name),
          doctorId: null,
          registeredAtMs: entry.recordedAtMs,
          writtenBy: entryName(entry),
        },
    }),
    on(patientCorrected, {
      check: (one, body, entry, reader) => {
        if (!one) return refuse('patient-unknown');
        // Somebody else corrected it meanwhile: it stands, and is shown to a manager.
        if (one.writtenBy !== body.corrects) return refuse('corrected-elsewhere', { number: one.number });
        return (
          birthRefusal({ ...one, ...body.after }, entry.businessDate) ??
          (body.after.doctorId === undefined ? undefined : doctorRefusal(reader, body.after.doctorId))
        );
      },
      fold: (one, body, entry) =>
        one && {
          ...one,
          ...body.after,
          nameKey: nameKey(body.after.name ?? one.name),
          writtenBy: entryName(entry),
        },
    }),
  ],
});

export function nameKey(name: string): string {
  return searchWords(name).join(' ').slice(0, 200);
}

/** Found by the number with its country code or without it. */
function phoneWords(phone: string): string {
  const digits = phone.replace('+', '');
  return digits.length > 10 ? `${digits} ${digits.slice(-10)}` : digits;
}

function birthRefusal(
  one: { birthDate: string | null; ageYears: number | null; ageAsOf: string | null },
  today: string,
): Refusal | undefined {
  if (one.birthDate === null && (one.ageYears === null || one.ageAsOf === null)) return refuse('birth-date-or-age-needed');
  if (one.birthDate !== null && one.birthDate > today) return refuse('birth-date-in-future', { birthDate: one.birthDate });
  return undefined;
}
