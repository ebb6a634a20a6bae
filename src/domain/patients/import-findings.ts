import { z } from 'zod';
import { type ImportReport, refusedRow, rowNumber, sortRows } from '../imports/import-report.ts';
import type { Change } from '../kernel/change.ts';
import { typed } from '../kernel/fields.ts';
import type { DecisionContext } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { type Finding, finding } from './health-changes.ts';
import { patient } from './patient.ts';
import { isSameFinding } from './patient-health.ts';

/** An allergy or condition of somebody, named by their id in the other system or by their patient number here. */
export const importedFinding = z.strictObject({ row: rowNumber, patient: typed(100), ...finding.shape });
type ImportedFinding = z.output<typeof importedFinding>;

export const findingRows = z.array(importedFinding).min(1).max(100);

/** One change per patient. Rows of nobody here are refused, since a finding without a person helps nobody. */
export function decideFindings(
  rows: readonly ImportedFinding[],
  { reader, idFor }: Pick<DecisionContext, 'reader' | 'idFor'>,
  known: (patientId: string) => readonly Finding[],
  change: (patientId: string, findings: Finding[]) => Change,
): { changes: Change[]; result: ImportReport } {
  const named = rows.map((row) => ({ ...row, patientId: patientNamed(reader, idFor, row.patient) }));
  const refused = named
    .filter(({ patientId }) => patientId === undefined)
    .map((one) => refusedRow(one.row, 'patient-unknown', { patient: one.patient }));
  const { fresh, sorted } = sortRows(
    named.flatMap((row) => (row.patientId === undefined ? [] : [{ ...row, patientId: row.patientId }])),
    ({ patientId, ...row }) => findingId(patientId, row),
    (_id, { patientId, ...row }) => {
      const one = known(patientId).find((other) => isSameFinding(other, row));
      return one && [reader.get(patient, patientId)?.name ?? '', one.description].join(' · ');
    },
  );
  const byPatient = new Map<string, Finding[]>();
  for (const { row: _, patient: __, patientId, ...one } of fresh.values())
    byPatient.set(patientId, [...(byPatient.get(patientId) ?? []), one]);
  const changes = [...byPatient].map(([patientId, findings]) => change(patientId, findings));
  return { changes, result: { added: fresh.size, already: sorted.length - fresh.size, rows: sorted, refused } };
}

/** The same for what `isSameFinding` takes for the same, of one patient. */
function findingId(patientId: string, { since, code, description }: Finding): string {
  return JSON.stringify([patientId, since, code, code === '' ? description : '']);
}

function patientNamed(reader: Reader, idFor: (...words: string[]) => string, name: string): string | undefined {
  const imported = reader.get(patient, idFor('import', 'patient', name));
  return (imported ?? reader.find(patient, { number: name }, { limit: 1 })[0])?.id;
}
