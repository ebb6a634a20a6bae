import { defineSlice } from '../kernel/slice.ts';
import { documentChanges } from './changes.ts';
import { documentPrints } from './document-prints.ts';
import { documentSeries } from './document-series.ts';
import { documentsHere } from './documents-here.ts';
import { documentsOfPatient } from './documents-of-patient.ts';
import { printDocument } from './print-document.ts';
import { printsOfDocument } from './prints-of-document.ts';
import { reprintDocument } from './reprint-document.ts';
import { seriesReport } from './series-report.ts';

export const documents = defineSlice({
  operations: { printDocument, reprintDocument },
  queries: { documentsOfPatient, documentsHere, printsOfDocument, seriesReport },
  changes: documentChanges,
  records: [documentSeries, documentPrints],
});
