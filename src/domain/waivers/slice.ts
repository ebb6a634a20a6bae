import { defineSlice } from '../kernel/slice.ts';
import { waiverChanges } from './changes.ts';
import { requestWaiver, waiveDues } from './waive-dues.ts';
import { waiver } from './waiver.ts';

export const waivers = defineSlice({
  operations: { waiveDues, requestWaiver },
  changes: waiverChanges,
  records: [waiver],
});
