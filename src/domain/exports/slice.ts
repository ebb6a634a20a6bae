import { defineSlice } from '../kernel/slice.ts';
import { exportChanges } from './changes.ts';
import { takeExport } from './take-export.ts';

export const exports = defineSlice({
  operations: { takeExport },
  changes: exportChanges,
});
