import { defineSlice } from '../kernel/slice.ts';
import { auditChanges } from './changes.ts';

export const audit = defineSlice({
  changes: auditChanges,
});
