import { accountStatement } from './advances/account-statement.ts';
import { advance } from './advances/advance.ts';
import { advanceApplication } from './advances/advance-application.ts';
import { advanceDocument } from './advances/advance-document.ts';
import { applyAdvance } from './advances/apply-advance.ts';
import { advanceChanges } from './advances/changes.ts';
import { patientAccount } from './advances/patient-account.ts';
import { patientLedger } from './advances/patient-ledger.ts';
import { receiveAdvance } from './advances/receive-advance.ts';
import { appointment } from './appointments/appointment.ts';
import { appointmentsOfPatient } from './appointments/appointments-of-patient.ts';
import { bookAppointment } from './appointments/book-appointment.ts';
import { cancelAppointment } from './appointments/cancel-appointment.ts';
import { appointmentChanges } from './appointments/changes.ts';
import { checkInAppointment } from './appointments/check-in-appointment.ts';
import { diary } from './appointments/diary.ts';
import { freeTimes } from './appointments/free-times.ts';
import { markNoShow } from './appointments/mark-no-show.ts';
import { moveAppointment } from './appointments/move-appointment.ts';
import { approval } from './approvals/approval.ts';
import { approvalState } from './approvals/approval-state.ts';
import { approvalChanges } from './approvals/changes.ts';
import { decideApproval } from './approvals/decide-approval.ts';
import { decidedApprovals, pendingApprovals } from './approvals/pending-approvals.ts';
import { auditChanges } from './audit/changes.ts';
import { acknowledgeSupplement } from './business-days/acknowledge-supplement.ts';
import { branchDay } from './business-days/branch-day.ts';
import { branchLock } from './business-days/branch-lock.ts';
import { businessDay, lockedFigures } from './business-days/business-day.ts';
import { businessDayChanges } from './business-days/changes.ts';
import { dayBook } from './business-days/day-book.ts';
import { dayChecklist } from './business-days/day-checklist.ts';
import { dayDocument } from './business-days/day-document.ts';
import { daysList } from './business-days/days-list.ts';
import { exception } from './business-days/exception.ts';
import { exceptions } from './business-days/exceptions.ts';
import { dayFigures } from './business-days/figures-of-day.ts';
import { lateArrivals } from './business-days/late-arrivals.ts';
import { lockBusinessDay } from './business-days/lock-business-day.ts';
import { lockFinancialYear, lockMonth } from './business-days/lock-period.ts';
import { periodLock } from './business-days/period-lock.ts';
import { periodsList } from './business-days/periods-list.ts';
import { supplement } from './business-days/supplement.ts';
import { addService } from './catalogue/add-service.ts';
import { addTaxCode } from './catalogue/add-tax-code.ts';
import { changeService } from './catalogue/change-service.ts';
import { changeTaxCode } from './catalogue/change-tax-code.ts';
import { catalogueChanges } from './catalogue/changes.ts';
import { definePackage } from './catalogue/define-package.ts';
import { endPrice } from './catalogue/end-price.ts';
import { packageOf } from './catalogue/package.ts';
import { priceList } from './catalogue/price-list.ts';
import { pricesOfService } from './catalogue/prices-of-service.ts';
import { service } from './catalogue/service.ts';
import { servicePrices } from './catalogue/service-prices.ts';
import { serviceSearch } from './catalogue/service-search.ts';
import { servicesList } from './catalogue/services-list.ts';
import { setPrice } from './catalogue/set-price.ts';
import { setTaxRate } from './catalogue/set-tax-rate.ts';
import { taxCode } from './catalogue/tax-code.ts';
import { taxCodesList } from './catalogue/tax-codes-list.ts';
import { taxedWithoutGstin } from './catalogue/taxed-without-gstin.ts';
import { branch } from './clinics/branch.ts';
import { branchesList } from './clinics/branches-list.ts';
import { changeClinicSettings } from './clinics/change-clinic-settings.ts';
import { clinicChanges } from './clinics/changes.ts';
import { clinic } from './clinics/clinic.ts';
import { clinicProfile } from './clinics/clinic-profile.ts';
import { counter } from './clinics/counter.ts';
import { countersList } from './clinics/counters-list.ts';
import { createBranch } from './clinics/create-branch.ts';
import { createCounter } from './clinics/create-counter.ts';
import { renameCounter } from './clinics/rename-counter.ts';
import { setUpClinic } from './clinics/set-up-clinic.ts';
import { creditNoteChanges } from './credit-notes/changes.ts';
import { creditNote } from './credit-notes/credit-note.ts';
import { creditNoteDocument } from './credit-notes/credit-note-document.ts';
import { creditPreview } from './credit-notes/credit-preview.ts';
import { issueCreditNote } from './credit-notes/issue-credit-note.ts';
import { requestCreditNote } from './credit-notes/request-credit-note.ts';
import { addDoctor } from './doctors/add-doctor.ts';
import { changeDoctor } from './doctors/change-doctor.ts';
import { doctorChanges } from './doctors/changes.ts';
import { doctor } from './doctors/doctor.ts';
import { doctorsList } from './doctors/doctors-list.ts';
import { importDoctors } from './doctors/import-doctors.ts';
import { documentChanges } from './documents/changes.ts';
import { documentPrints } from './documents/document-prints.ts';
import { documentSeries } from './documents/document-series.ts';
import { documentsHere } from './documents/documents-here.ts';
import { documentsOfPatient } from './documents/documents-of-patient.ts';
import { printDocument } from './documents/print-document.ts';
import { printsOfDocument } from './documents/prints-of-document.ts';
import { reprintDocument } from './documents/reprint-document.ts';
import { seriesReport } from './documents/series-report.ts';
import { encounterChanges } from './encounters/changes.ts';
import { encounter } from './encounters/encounter.ts';
import { encounterOfVisit } from './encounters/encounter-of-visit.ts';
import { recordEncounter } from './encounters/record-encounter.ts';
import { sendToBilling } from './encounters/send-to-billing.ts';
import { estimateChanges } from './estimates/changes.ts';
import { estimate } from './estimates/estimate.ts';
import { estimateDocument } from './estimates/estimate-document.ts';
import { estimatePreview } from './estimates/estimate-preview.ts';
import { estimatesOfPatient } from './estimates/estimates-of-patient.ts';
import { issueEstimate } from './estimates/issue-estimate.ts';
import { exportChanges } from './exports/changes.ts';
import { takeExport } from './exports/take-export.ts';
import { invoiceChanges } from './invoices/changes.ts';
import { invoice } from './invoices/invoice.ts';
import { invoiceDocument } from './invoices/invoice-document.ts';
import { invoicesList } from './invoices/invoices-list.ts';
import { issueInvoice } from './invoices/issue-invoice.ts';
import { payerShares } from './invoices/payer-shares.ts';
import { requestDiscount } from './invoices/request-discount.ts';
import { visitBill } from './invoices/visit-bill.ts';
import { buildHouse } from './kernel/house.ts';
import { medicineChanges } from './medicines/changes.ts';
import { importMedicines } from './medicines/import-medicines.ts';
import { medicine } from './medicines/medicine.ts';
import { medicineSearch } from './medicines/medicine-search.ts';
import { patientChanges } from './patients/changes.ts';
import { correctPatient } from './patients/correct-patient.ts';
import { healthChanges } from './patients/health-changes.ts';
import { importAllergies } from './patients/import-allergies.ts';
import { importConditions } from './patients/import-conditions.ts';
import { importPatients } from './patients/import-patients.ts';
import { patient } from './patients/patient.ts';
import { patientHealth } from './patients/patient-health.ts';
import { patientProfile } from './patients/patient-profile.ts';
import { patientSearch } from './patients/patient-search.ts';
import { patientSeries } from './patients/patient-series.ts';
import { possibleDuplicates } from './patients/possible-duplicates.ts';
import { registerPatient } from './patients/register-patient.ts';
import { payerChanges } from './payers/changes.ts';
import { payerSettlement } from './payers/payer-settlement.ts';
import { requestPayerWriteOff, settlePayerShares } from './payers/settle-payer-shares.ts';
import { bankReference } from './payments/bank-reference.ts';
import { paymentChanges } from './payments/changes.ts';
import { claimChanges } from './payments/claim-changes.ts';
import { confirmedTenders } from './payments/confirmed-tenders.ts';
import { confirmTender, disputeTender, withdrawConfirmation } from './payments/decide-claim.ts';
import { explainGatewayPayment } from './payments/explain-gateway-payment.ts';
import { gatewayChanges } from './payments/gateway-changes.ts';
import { gatewayPayments } from './payments/gateway-payments.ts';
import { matchStatement } from './payments/match-statement.ts';
import { payment } from './payments/payment.ts';
import { paymentDocument } from './payments/payment-document.ts';
import { recordPayment } from './payments/record-payment.ts';
import { reprintReceipt } from './payments/reprint-receipt.ts';
import { gateway, gatewaysList, removeGateway, setGateway } from './payments/set-gateway.ts';
import { referencesShown, shownReference } from './payments/shown-reference.ts';
import { tillPayments } from './payments/till-payments.ts';
import { transaction } from './payments/transaction.ts';
import { unconfirmedTenders } from './payments/unconfirmed-tenders.ts';
import { printerChanges } from './printers/changes.ts';
import { printersHere } from './printers/printers-here.ts';
import { setPrinters } from './printers/set-printers.ts';
import { terminalPrinters } from './printers/terminal-printers.ts';
import { refundChanges } from './refunds/changes.ts';
import { payRefund } from './refunds/pay-refund.ts';
import { refund } from './refunds/refund.ts';
import { refundDocument } from './refunds/refund-document.ts';
import { refundableMoney } from './refunds/refundable-money.ts';
import { refundsToPay } from './refunds/refunds-to-pay.ts';
import { requestRefund } from './refunds/request-refund.ts';
import { changePassword } from './staff/change-password.ts';
import { changeUser } from './staff/change-user.ts';
import { staffChanges } from './staff/changes.ts';
import { createUser } from './staff/create-user.ts';
import { resetPassword } from './staff/reset-password.ts';
import { revokeUser } from './staff/revoke-user.ts';
import { session } from './staff/session.ts';
import { sessionChanges } from './staff/session-changes.ts';
import { staffNames } from './staff/staff-names.ts';
import { user } from './staff/user.ts';
import { usersList } from './staff/users-list.ts';
import { terminalChanges } from './terminals/changes.ts';
import { createEnrolmentCode } from './terminals/create-enrolment-code.ts';
import { confirmTerminalDead, declareTerminalDead, withdrawTerminalDeath } from './terminals/declare-terminal-dead.ts';
import { enrolTerminal } from './terminals/enrol-terminal.ts';
import { enrolmentCode } from './terminals/enrolment-code.ts';
import { freezeTerminal } from './terminals/freeze-terminal.ts';
import { refuseEnrolment } from './terminals/refuse-enrolment.ts';
import { revokeTerminal } from './terminals/revoke-terminal.ts';
import { terminal } from './terminals/terminal.ts';
import { terminalsOverview } from './terminals/terminals-overview.ts';
import { beginTraining, endTraining } from './terminals/training.ts';
import { acceptHandover } from './tills/accept-handover.ts';
import { tillChanges } from './tills/changes.ts';
import { closeTill } from './tills/close-till.ts';
import { dropCash } from './tills/drop-cash.ts';
import { forceCloseTill, requestForceClose } from './tills/force-close-till.ts';
import { offerHandover, withdrawHandover } from './tills/hand-over.ts';
import { idleDay } from './tills/idle-day.ts';
import { tillNonCashItems } from './tills/non-cash-items.ts';
import { openDrawer } from './tills/open-drawer.ts';
import { openTill } from './tills/open-till.ts';
import { openingFloats } from './tills/opening-floats.ts';
import { payIn } from './tills/pay-in.ts';
import { payOut, requestPayOut } from './tills/pay-out.ts';
import { slipDocument } from './tills/slip-document.ts';
import { till } from './tills/till.ts';
import { tillMovement } from './tills/till-movement.ts';
import { tillMovements } from './tills/till-movements.ts';
import { tillState } from './tills/till-state.ts';
import { varianceTrend } from './tills/variance-trend.ts';
import { xReport } from './tills/x-report.ts';
import { zDocument } from './tills/z-document.ts';
import { zSeries } from './tills/z-series.ts';
import { billingList } from './visits/billing-list.ts';
import { cancelVisit } from './visits/cancel-visit.ts';
import { visitChanges } from './visits/changes.ts';
import { checkIn } from './visits/check-in.ts';
import { checkInPatient } from './visits/check-in-patient.ts';
import { completeVisit } from './visits/complete-visit.ts';
import { doctorQueue } from './visits/doctor-queue.ts';
import { openVisits } from './visits/open-visits.ts';
import { startConsultation } from './visits/start-consultation.ts';
import { todaysVisits } from './visits/todays-visits.ts';
import { tokenSeries } from './visits/token-series.ts';
import { visit } from './visits/visit.ts';
import { alertsSeen } from './watch/alerts-seen.ts';
import { changeWatchSettings } from './watch/change-watch-settings.ts';
import { watchChanges } from './watch/changes.ts';
import { personDay, terminalDay } from './watch/day-tally.ts';
import { fraudPack } from './watch/fraud-pack.ts';
import { seeAlerts } from './watch/see-alerts.ts';
import { watchAlerts } from './watch/watch-alerts.ts';
import { watchNote } from './watch/watch-note.ts';
import { watchNotes } from './watch/watch-notes.ts';
import { watchSettings } from './watch/watch-settings.ts';

export type { ColumnType, ExportColumn, ExportKind, ExportValue } from './exports/export-kind.ts';
export { exportKinds } from './exports/export-kinds.ts';
export { AUDIT_ARCHIVE, EXPORT_FORMATS, type ExportFormat, formatsOf } from './exports/formats.ts';
export { type Voucher, vouchers } from './exports/vouchers.ts';

import { waiverChanges } from './waivers/changes.ts';
import { requestWaiver, waiveDues } from './waivers/waive-dues.ts';
import { waiver } from './waivers/waiver.ts';

export { guessMapping, mappingRefusal, toInput } from './imports/import-kind.ts';
export { importKinds } from './imports/import-kinds.ts';
export type { ImportReport as BatchReport } from './imports/import-report.ts';
export { otherKindRefusal } from './imports/recognise-file.ts';
export { access } from './staff/access.ts';
export { centre } from './terminals/centre.ts';

/** What people do. */
export const operations = {
  // approvals
  decideApproval,
  // advances
  receiveAdvance,
  applyAdvance,
  // appointments
  bookAppointment,
  moveAppointment,
  cancelAppointment,
  markNoShow,
  checkInAppointment,
  // business days
  lockBusinessDay,
  acknowledgeSupplement,
  lockMonth,
  lockFinancialYear,
  // catalogue
  addService,
  changeService,
  setPrice,
  endPrice,
  definePackage,
  addTaxCode,
  changeTaxCode,
  setTaxRate,
  // clinics
  setUpClinic,
  changeClinicSettings,
  createBranch,
  createCounter,
  renameCounter,
  // doctors
  addDoctor,
  changeDoctor,
  importDoctors,
  // documents
  printDocument,
  reprintDocument,
  // encounters
  recordEncounter,
  sendToBilling,
  // credit notes
  requestCreditNote,
  issueCreditNote,
  // estimates
  issueEstimate,
  // exports
  takeExport,
  // invoices
  issueInvoice,
  requestDiscount,
  // medicines
  importMedicines,
  // patients
  registerPatient,
  correctPatient,
  importPatients,
  importAllergies,
  importConditions,
  // payers
  settlePayerShares,
  requestPayerWriteOff,
  // payments
  recordPayment,
  reprintReceipt,
  confirmTender,
  disputeTender,
  withdrawConfirmation,
  matchStatement,
  explainGatewayPayment,
  setGateway,
  removeGateway,
  // printers
  setPrinters,
  // staff
  createUser,
  changeUser,
  revokeUser,
  resetPassword,
  changePassword,
  // terminals
  createEnrolmentCode,
  enrolTerminal,
  refuseEnrolment,
  revokeTerminal,
  freezeTerminal,
  declareTerminalDead,
  confirmTerminalDead,
  withdrawTerminalDeath,
  beginTraining,
  endTraining,
  // tills
  openTill,
  payIn,
  payOut,
  requestPayOut,
  dropCash,
  openDrawer,
  offerHandover,
  withdrawHandover,
  acceptHandover,
  closeTill,
  requestForceClose,
  forceCloseTill,
  // visits
  checkInPatient,
  startConsultation,
  cancelVisit,
  completeVisit,
  // refunds
  requestRefund,
  payRefund,
  // waivers
  waiveDues,
  requestWaiver,
  // watch
  changeWatchSettings,
  seeAlerts,
};

/** What screens show. */
export const queries = {
  // advances
  patientLedger,
  accountStatement,
  advanceDocument,
  // approvals
  pendingApprovals,
  decidedApprovals,
  approvalState,
  // appointments
  diary,
  freeTimes,
  appointmentsOfPatient,
  // business days
  daysList,
  dayChecklist,
  dayFigures,
  dayDocument,
  lateArrivals,
  exceptions,
  periodsList,
  dayBook,
  // catalogue
  servicesList,
  serviceSearch,
  priceList,
  pricesOfService,
  taxCodesList,
  taxedWithoutGstin,
  // clinics
  clinicProfile,
  branchesList,
  countersList,
  // doctors
  doctorsList,
  // encounters
  encounterOfVisit,
  // credit notes
  creditPreview,
  creditNoteDocument,
  // documents
  documentsOfPatient,
  documentsHere,
  printsOfDocument,
  seriesReport,
  // estimates
  estimatePreview,
  estimatesOfPatient,
  estimateDocument,
  // invoices
  visitBill,
  invoicesList,
  invoiceDocument,
  payerShares,
  // medicines
  medicineSearch,
  // patients
  patientSearch,
  possibleDuplicates,
  patientProfile,
  // payments
  paymentDocument,
  tillPayments,
  unconfirmedTenders,
  referencesShown,
  confirmedTenders,
  gatewayPayments,
  gatewaysList,
  // refunds
  refundableMoney,
  refundsToPay,
  refundDocument,
  // printers
  printersHere,
  // staff
  usersList,
  staffNames,
  // terminals
  terminalsOverview,
  // tills
  tillState,
  tillNonCashItems,
  tillMovements,
  slipDocument,
  varianceTrend,
  openingFloats,
  xReport,
  zDocument,
  // visits
  todaysVisits,
  openVisits,
  doctorQueue,
  billingList,
  // watch
  fraudPack,
  watchAlerts,
  watchNotes,
};

/** What can have happened. */
export const changes = [
  ...advanceChanges,
  ...appointmentChanges,
  ...approvalChanges,
  ...auditChanges,
  ...businessDayChanges,
  ...catalogueChanges,
  ...clinicChanges,
  ...creditNoteChanges,
  ...doctorChanges,
  ...documentChanges,
  ...encounterChanges,
  ...exportChanges,
  ...estimateChanges,
  ...invoiceChanges,
  ...medicineChanges,
  ...patientChanges,
  ...healthChanges,
  ...payerChanges,
  ...paymentChanges,
  ...claimChanges,
  ...gatewayChanges,
  ...refundChanges,
  ...waiverChanges,
  ...printerChanges,
  ...staffChanges,
  ...sessionChanges,
  ...terminalChanges,
  ...tillChanges,
  ...visitChanges,
  ...watchChanges,
] as const;

/** What stands. */
export const records = [
  // advances
  patientAccount,
  advance,
  advanceApplication,
  // appointments
  appointment,
  // approvals
  approval,
  // business days
  branchLock,
  businessDay,
  lockedFigures,
  branchDay,
  supplement,
  exception,
  periodLock,
  // catalogue
  service,
  servicePrices,
  packageOf,
  taxCode,
  // clinics
  clinic,
  branch,
  counter,
  // doctors
  doctor,
  // documents
  documentSeries,
  documentPrints,
  // encounters
  encounter,
  // credit notes
  creditNote,
  // estimates
  estimate,
  // invoices
  invoice,
  // medicines
  medicine,
  // patients
  patient,
  patientSeries,
  patientHealth,
  // payers
  payerSettlement,
  // payments
  payment,
  bankReference,
  shownReference,
  transaction,
  gateway,
  // refunds
  refund,
  // waivers
  waiver,
  // printers
  terminalPrinters,
  // staff
  user,
  session,
  // terminals
  terminal,
  enrolmentCode,
  // tills
  till,
  tillMovement,
  idleDay,
  zSeries,
  // visits
  visit,
  tokenSeries,
  checkIn,
  // watch
  personDay,
  terminalDay,
  watchNote,
  watchSettings,
  alertsSeen,
] as const;

export const house = buildHouse({
  changes,
  records,
  operations: Object.values(operations),
  queries: Object.values(queries),
});
