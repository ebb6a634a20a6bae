import { z } from 'zod';
import { type ImportReport, rowNumber, sortRows } from '../imports/import-report.ts';
import { typed } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { searchWords } from '../kernel/record.ts';
import { medicinesImported } from './changes.ts';
import { medicine } from './medicine.ts';

export const importedMedicine = z.strictObject({
  row: rowNumber,
  name: typed(200),
  manufacturer: typed(200).nullable(),
  compositionId: typed(40).nullable(),
});

/** Adds the medicines of a list that are not here yet: known by name, manufacturer and composition. */
export const importMedicines = defineOperation({
  name: 'importMedicines',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'terminal',
  makes: [medicinesImported],
  input: z.strictObject({ rows: z.array(importedMedicine).min(1).max(500) }),
  decide({ rows }, { reader, idFor }) {
    const { fresh, sorted } = sortRows(
      rows,
      (one) => {
        const words = [one.name, one.manufacturer ?? ''].map((text) => searchWords(text).join(' '));
        return idFor('import', 'medicine', ...words, one.compositionId ?? '');
      },
      (medicineId) => reader.get(medicine, medicineId)?.name,
    );
    const medicines = [...fresh].map(([medicineId, { row: _, ...known }]) => ({ medicineId, ...known }));
    const already = rows.length - medicines.length;
    const report: ImportReport = { added: medicines.length, already, rows: sorted, refused: [] };
    return { changes: medicines.length > 0 ? [medicinesImported.of({ medicines })] : [], result: report };
  },
});
