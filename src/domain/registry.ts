import { advances } from './advances/slice.ts';
import { appointments } from './appointments/slice.ts';
import { approvals } from './approvals/slice.ts';
import { audit } from './audit/slice.ts';
import { businessDays } from './business-days/slice.ts';
import { catalogue } from './catalogue/slice.ts';
import { clinics } from './clinics/slice.ts';
import { creditNotes } from './credit-notes/slice.ts';
import { doctors } from './doctors/slice.ts';
import { documents } from './documents/slice.ts';
import { encounters } from './encounters/slice.ts';
import { estimates } from './estimates/slice.ts';
import { exports } from './exports/slice.ts';
import { invoices } from './invoices/slice.ts';
import { buildHouse } from './kernel/house.ts';
import { together } from './kernel/slice.ts';
import { medicines } from './medicines/slice.ts';
import { patients } from './patients/slice.ts';
import { payers } from './payers/slice.ts';
import { payments } from './payments/slice.ts';
import { printers } from './printers/slice.ts';
import { refunds } from './refunds/slice.ts';
import { staff } from './staff/slice.ts';
import { terminals } from './terminals/slice.ts';
import { tills } from './tills/slice.ts';
import { visits } from './visits/slice.ts';
import { waivers } from './waivers/slice.ts';
import { watch } from './watch/slice.ts';

export type { ColumnType, ExportColumn, ExportKind, ExportValue } from './exports/export-kind.ts';
export { exportKinds } from './exports/export-kinds.ts';
export { AUDIT_ARCHIVE, EXPORT_FORMATS, type ExportFormat, formatsOf } from './exports/formats.ts';
export { type Voucher, vouchers } from './exports/vouchers.ts';
export { guessMapping, mappingRefusal, toInput } from './imports/import-kind.ts';
export { importKinds } from './imports/import-kinds.ts';
export type { ImportReport as BatchReport } from './imports/import-report.ts';
export { otherKindRefusal } from './imports/recognise-file.ts';
export { access } from './staff/access.ts';
export { centre } from './terminals/centre.ts';

/**
 * Everything the product can do: what people do, what screens show, what can have happened and what stands. Each slice
 * lists its own, one line each.
 */
export const { operations, queries, changes, records } = together([
  // Whom and where
  clinics, // clinics, branches, counters
  terminals, // machines and their enrolment, training
  staff, // people, roles, passwords, sessions
  doctors, // who treats
  patients, // registration, profile, allergies and conditions
  // The visit
  appointments, // the diary
  visits, // check-in, queue, tokens
  encounters, // what the doctor found and did
  // What it costs
  catalogue, // services, prices, packages, taxes
  medicines, // brands and what they cost
  estimates, // what it would cost
  invoices, // bills, discounts, what stands on each line
  payers, // what others pay of a bill
  creditNotes, // bills taken back, whole or in part
  // Money
  payments, // taken at a counter, claimed and confirmed
  advances, // taken ahead, applied to bills
  refunds, // given back
  waivers, // dues let go
  tills, // a drawer from float to count, handed over, Z
  // The day and what proves it
  businessDays, // checklist, lock, supplement, month and year
  approvals, // asked for, signed, spent once
  watch, // alerts and the fraud pack
  audit, // who looked, who was refused
  // Paper and files
  documents, // series, prints, duplicates
  printers, // where a terminal prints
  exports, // what leaves for accountants
]);

export const house = buildHouse({
  changes,
  records,
  operations: Object.values(operations),
  queries: Object.values(queries),
});
