import { z } from 'zod';
import { type ImportReport, refusedRow, rowNumber, sortRows } from '../imports/import-report.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { maybeTyped, typed } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { patientImported, sex } from './changes.ts';
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

/** Adds the patients of another system's file that are not here yet. */
export const importPatients = defineOperation({
  name: 'importPatients',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'terminal',
  makes: [patientImported],
  input: z.strictObject({ rows: z.array(importedPatient).min(1).max(100) }),
  decide({ rows }, { reader, place, businessDate, idFor }) {
    let sequence = reader.get(patientSeries, place.terminalId)?.last ?? 0;
    const unborn = rows.filter(({ birthDate }) => birthDate !== null && birthDate > businessDate);
    const refused = unborn.map(({ row, birthDate }) => refusedRow(row, 'birth-date-in-future', { birthDate }));
    const { fresh, sorted } = sortRows(
      rows.filter((row) => !unborn.includes(row)),
      (row) => importedPatientId(idFor, row),
      (patientId) => calledHere(reader.get(patient, patientId)),
    );
    const changes = [...fresh].map(([patientId, { row: _, ...known }]) => {
      sequence += 1;
      const number = patientNumber(place.terminalCode, sequence);
      const ageAsOf = known.ageYears === null ? null : businessDate;
      return patientImported.of({ ...known, patientId, number, sequence, ageAsOf });
    });
    const report: ImportReport = { added: changes.length, already: sorted.length - changes.length, rows: sorted, refused };
    return { changes, result: report };
  },
});

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
