import { defineSlice } from '../kernel/slice.ts';
import { estimateChanges } from './changes.ts';
import { estimate } from './estimate.ts';
import { estimateDocument } from './estimate-document.ts';
import { estimatePreview } from './estimate-preview.ts';
import { estimatesOfPatient } from './estimates-of-patient.ts';
import { issueEstimate } from './issue-estimate.ts';

export const estimates = defineSlice({
  operations: { issueEstimate },
  queries: { estimatePreview, estimatesOfPatient, estimateDocument },
  changes: estimateChanges,
  records: [estimate],
});
