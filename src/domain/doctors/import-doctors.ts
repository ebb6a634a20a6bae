import { z } from 'zod';
import { type ImportReport, rowNumber, sortRows } from '../imports/import-report.ts';
import { maybeTyped, typed } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { searchWords } from '../kernel/record.ts';
import { doctorAdded } from './changes.ts';
import { doctor } from './doctor.ts';

export const importedDoctor = z.strictObject({
  row: rowNumber,
  /** The doctor's id in the other system; null: known by name and registration number. */
  externalId: typed(100).nullable(),
  name: typed(120),
  speciality: maybeTyped(80),
  registrationNumber: maybeTyped(40),
  phone: maybeTyped(40),
});

/** Adds the doctors of another system's file that are not here yet. */
export const importDoctors = defineOperation({
  name: 'importDoctors',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'terminal',
  makes: [doctorAdded],
  input: z.strictObject({ rows: z.array(importedDoctor).min(1).max(100) }),
  decide({ rows }, { reader, idFor }) {
    const { fresh, sorted } = sortRows(
      rows,
      (one) => {
        const words = one.externalId ? [one.externalId] : [searchWords(one.name).join(' '), one.registrationNumber];
        return idFor('import', 'doctor', ...words);
      },
      (doctorId) => reader.get(doctor, doctorId)?.name,
    );
    const changes = [...fresh].map(([doctorId, { row: _, ...profile }]) =>
      doctorAdded.of({ ...profile, doctorId, consultationServiceId: null }),
    );
    const report: ImportReport = { added: changes.length, already: rows.length - changes.length, rows: sorted, refused: [] };
    return { changes, result: report };
  },
});
