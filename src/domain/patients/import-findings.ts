import { z } from 'zod';
import { type ImportReport, type RefusedRow, refusedRow, rowNumber } from '../imports/import-report.ts';
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
  const byPatient = new Map<string, Finding[]>();
  const refused: RefusedRow[] = [];
  let already = 0;
  for (const { row, patient: name, ...one } of rows) {
    const patientId = patientNamed(reader, idFor, name);
    if (patientId === undefined) {
      refused.push(refusedRow(row, 'patient-unknown', { patient: name }));
      continue;
    }
    const fresh = byPatient.get(patientId) ?? [];
    if ([...known(patientId), ...fresh].some((other) => isSameFinding(other, one))) already += 1;
    else byPatient.set(patientId, [...fresh, one]);
  }
  const changes = [...byPatient].map(([patientId, findings]) => change(patientId, findings));
  return { changes, result: { added: rows.length - already - refused.length, already, refused } };
}

function patientNamed(reader: Reader, idFor: (...words: string[]) => string, name: string): string | undefined {
  const imported = reader.get(patient, idFor('import', 'patient', name));
  return (imported ?? reader.find(patient, { number: name }, { limit: 1 })[0])?.id;
}
