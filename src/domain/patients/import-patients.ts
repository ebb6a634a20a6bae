import { z } from 'zod';
import {
  type ImportReport,
  type RefusedRow,
  type RowOfRecord,
  refusedRow,
  rowNumber,
  sortRows,
} from '../imports/import-report.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { maybeTyped, typed } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { patientImported, sex } from './changes.ts';
import { Lookalikes, type Person } from './lookalikes.ts';
import { nameKey, type Patient, patient } from './patient.ts';
import { patientNumber, patientSeries } from './patient-series.ts';
import { keptPhone } from './phone.ts';

export const importedPatient = z.strictObject({
  row: rowNumber,
  /** The patient's id in the other system; null: known by name, birth and phone. */
  externalId: typed(100).nullable(),
  name: typed(120),
  phone: keptPhone.or(z.literal('')),
  sex,
  birthDate: calendarDate.nullable(),
  ageYears: z.number().int().min(0).max(130).nullable(),
  address: maybeTyped(300),
  deceasedOn: calendarDate.nullable(),
});
type ImportedPatient = z.output<typeof importedPatient>;

/**
 * Adds the patients of another system's file that are not here yet. Who only looks like somebody here, because the other file
 * knew them by an id and this one does not, or by a phone, is not added unless it is asked for.
 */
export const importPatients = defineOperation({
  name: 'importPatients',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'terminal',
  makes: [patientImported],
  input: z.strictObject({ rows: z.array(importedPatient).min(1).max(100), addLookalikes: z.boolean().default(false) }),
  decide({ rows, addLookalikes }, { reader, place, businessDate, idFor }) {
    let sequence = reader.get(patientSeries, place.terminalId)?.last ?? 0;
    const unborn = rows.filter(({ birthDate }) => birthDate !== null && birthDate > businessDate);
    const refused = unborn.map(({ row, birthDate }) => refusedRow(row, 'birth-date-in-future', { birthDate }));
    const { fresh, sorted } = sortRows(
      rows.filter((row) => !unborn.includes(row)),
      (row) => importedPatientId(idFor, row),
      (patientId) => calledHere(reader.get(patient, patientId)),
    );
    const people = [...fresh].map(([patientId, { row: _, ...known }]) => {
      return { ...known, patientId, ageAsOf: known.ageYears === null ? null : businessDate };
    });
    const lookalikes = new Lookalikes(reader, addLookalikes ? [] : people);
    const alike = new Map<string, Person>();
    const changes = people.flatMap((one) => {
      const other = addLookalikes ? undefined : lookalikes.of(one);
      if (other) {
        alike.set(one.patientId, other);
        return [];
      }
      sequence += 1;
      const number = patientNumber(place.terminalCode, sequence);
      lookalikes.add({ ...one, number });
      return [patientImported.of({ ...one, number, sequence })];
    });
    const result: ImportReport = reportOf(sorted, alike, changes.length, refused);
    return { changes, result };
  },
});

function reportOf(
  sorted: readonly RowOfRecord[],
  alike: ReadonlyMap<string, Person>,
  added: number,
  refused: readonly RefusedRow[],
): ImportReport {
  const rows = sorted.filter(({ id }) => !alike.has(id));
  const left = sorted.flatMap(({ row, id }) => {
    const other = alike.get(id);
    return other ? [refusedRow(row, 'looks-like-patient', { number: other.number, name: other.name })] : [];
  });
  return { added, already: rows.length - added, rows, refused: [...refused, ...left] };
}

function calledHere(one: Patient | undefined): string | undefined {
  return one && `${one.name} · ${one.number}`;
}

/** Always the same for the same patient, so that a file imported twice adds nothing twice. */
export function importedPatientId(
  idFor: (...words: string[]) => string,
  one: Pick<ImportedPatient, 'externalId' | 'name' | 'birthDate' | 'ageYears' | 'phone'>,
): string {
  if (one.externalId !== null) return idFor('import', 'patient', one.externalId);
  return idFor('import', 'patient-by-name', nameKey(one.name), one.birthDate ?? String(one.ageYears), one.phone);
}
