import { importedMedicine } from '../medicines/import-medicines.ts';
import { fits } from './cells.ts';
import type { ImportKind } from './import-kind.ts';

/** Medicines: brand, manufacturer where it is known, composition. */
export const medicinesFile: ImportKind = {
  kind: 'medicines',
  title: 'Medicines',
  operation: 'importMedicines',
  batchRows: 500,
  marks: [['medicine_name'], ['medicine'], ['brand'], ['mfg_name'], ['comp_id']],
  columns: [
    { field: 'name', title: 'Name', required: true, guesses: ['medicine_name', 'medicine', 'brand', 'name'] },
    { field: 'manufacturer', title: 'Manufacturer', required: false, guesses: ['mfg_name', 'manufacturer', 'company'] },
    { field: 'compositionId', title: 'Composition', required: false, guesses: ['comp_id', 'composition id', 'composition'] },
  ],
  readRow: ({ name = '', manufacturer = '', compositionId = '' }, row) =>
    fits(importedMedicine, { row, name, manufacturer: manufacturer || null, compositionId: compositionId || null }),
};
