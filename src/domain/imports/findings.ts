import { isRefusal } from '../kernel/refusal.ts';
import { importedFinding } from '../patients/import-findings.ts';
import { dateCell, fits } from './cells.ts';
import type { ImportKind } from './import-kind.ts';

const findings: Pick<ImportKind, 'batchRows' | 'columns' | 'marks' | 'readRow'> = {
  batchRows: 100,
  marks: [
    ['patient', 'description'],
    ['patient', 'snomed'],
  ],
  columns: [
    { field: 'patient', title: 'Patient', required: true, guesses: ['patient', 'patient id', 'mrn', 'uhid'] },
    { field: 'description', title: 'Description', required: true, guesses: ['description', 'name', 'display', 'text'] },
    { field: 'code', title: 'Code', required: false, guesses: ['code', 'snomed'] },
    { field: 'since', title: 'Since', required: false, guesses: ['start', 'since', 'onset', 'from'] },
    { field: 'until', title: 'Until', required: false, guesses: ['stop', 'until', 'end', 'to', 'abatement'] },
  ],
  readRow({ patient = '', description = '', code = '', since: start = '', until: stop = '' }, row) {
    const since = dateCell('since', start);
    if (isRefusal(since)) return since;
    const until = dateCell('until', stop);
    if (isRefusal(until)) return until;
    return fits(importedFinding, { row, patient, description, code, since, until });
  },
};

/** Allergies, as Synthea's `allergies.csv` has them. Patients come first. */
export const allergiesFile: ImportKind = { kind: 'allergies', title: 'Allergies', operation: 'importAllergies', ...findings };

/** Conditions, as Synthea's `conditions.csv` has them. Patients come first. */
export const conditionsFile: ImportKind = { kind: 'conditions', title: 'Conditions', operation: 'importConditions', ...findings };
