import { dayBook } from './day-book.ts';
import { gstr1Documents } from './document-summary.ts';
import type { ExportKind } from './export-kind.ts';
import { journal } from './journal.ts';
import { patientLedger } from './patient-ledger.ts';
import { taxLedger, taxSummary, taxSummaryOfClinic } from './tax-ledger.ts';
import { tenderLedger } from './tender-ledger.ts';

/** Everything that can be taken out as a table. */
export const exportKinds: readonly ExportKind[] = [
  dayBook,
  patientLedger,
  tenderLedger,
  taxLedger,
  taxSummary,
  taxSummaryOfClinic,
  gstr1Documents,
  journal,
];
