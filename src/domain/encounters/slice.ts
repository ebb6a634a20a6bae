import { defineSlice } from '../kernel/slice.ts';
import { encounterChanges } from './changes.ts';
import { encounter } from './encounter.ts';
import { encounterOfVisit } from './encounter-of-visit.ts';
import { recordEncounter } from './record-encounter.ts';
import { sendToBilling } from './send-to-billing.ts';

export const encounters = defineSlice({
  operations: { recordEncounter, sendToBilling },
  queries: { encounterOfVisit },
  changes: encounterChanges,
  records: [encounter],
});
