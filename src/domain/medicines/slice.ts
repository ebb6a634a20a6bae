import { defineSlice } from '../kernel/slice.ts';
import { medicineChanges } from './changes.ts';
import { importMedicines } from './import-medicines.ts';
import { medicine } from './medicine.ts';
import { medicineSearch } from './medicine-search.ts';

export const medicines = defineSlice({
  operations: { importMedicines },
  queries: { medicineSearch },
  changes: medicineChanges,
  records: [medicine],
});
