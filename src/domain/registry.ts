import { approval } from './approvals/approval.ts';
import { approvalChanges } from './approvals/changes.ts';
import { auditChanges } from './audit/changes.ts';
import { acknowledgeSupplement } from './business-days/acknowledge-supplement.ts';
import { branchDay } from './business-days/branch-day.ts';
import { branchLock } from './business-days/branch-lock.ts';
import { businessDay, lockedFigures } from './business-days/business-day.ts';
import { businessDayChanges } from './business-days/changes.ts';
import { dayChecklist } from './business-days/day-checklist.ts';
import { daysList } from './business-days/days-list.ts';
import { exception } from './business-days/exception.ts';
import { exceptions } from './business-days/exceptions.ts';
import { dayFigures } from './business-days/figures-of-day.ts';
import { lateArrivals } from './business-days/late-arrivals.ts';
import { lockBusinessDay } from './business-days/lock-business-day.ts';
import { supplement } from './business-days/supplement.ts';
import { addService } from './catalogue/add-service.ts';
import { changeService } from './catalogue/change-service.ts';
import { catalogueChanges } from './catalogue/changes.ts';
import { service } from './catalogue/service.ts';
import { serviceSearch } from './catalogue/service-search.ts';
import { servicesList } from './catalogue/services-list.ts';
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
import { setUpClinic } from './clinics/set-up-clinic.ts';
import { addDoctor } from './doctors/add-doctor.ts';
import { changeDoctor } from './doctors/change-doctor.ts';
import { doctorChanges } from './doctors/changes.ts';
import { doctor } from './doctors/doctor.ts';
import { doctorsList } from './doctors/doctors-list.ts';
import { importDoctors } from './doctors/import-doctors.ts';
import { documentSeries } from './documents/document-series.ts';
import { encounterChanges } from './encounters/changes.ts';
import { encounter } from './encounters/encounter.ts';
import { encounterOfVisit } from './encounters/encounter-of-visit.ts';
import { recordEncounter } from './encounters/record-encounter.ts';
import { sendToBilling } from './encounters/send-to-billing.ts';
import { invoiceChanges } from './invoices/changes.ts';
import { invoice } from './invoices/invoice.ts';
import { issueInvoice } from './invoices/issue-invoice.ts';
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
import { paymentChanges } from './payments/changes.ts';
import { payment } from './payments/payment.ts';
import { paymentDocument } from './payments/payment-document.ts';
import { recordPayment } from './payments/record-payment.ts';
import { reprintReceipt } from './payments/reprint-receipt.ts';
import { tillPayments } from './payments/till-payments.ts';
import { printerChanges } from './printers/changes.ts';
import { printersHere } from './printers/printers-here.ts';
import { setPrinters } from './printers/set-printers.ts';
import { terminalPrinters } from './printers/terminal-printers.ts';
import { changePassword } from './staff/change-password.ts';
import { changeUser } from './staff/change-user.ts';
import { staffChanges } from './staff/changes.ts';
import { createUser } from './staff/create-user.ts';
import { resetPassword } from './staff/reset-password.ts';
import { revokeUser } from './staff/revoke-user.ts';
import { session } from './staff/session.ts';
import { sessionChanges } from './staff/session-changes.ts';
import { user } from './staff/user.ts';
import { usersList } from './staff/users-list.ts';
import { terminalChanges } from './terminals/changes.ts';
import { createEnrolmentCode } from './terminals/create-enrolment-code.ts';
import { enrolTerminal } from './terminals/enrol-terminal.ts';
import { enrolmentCode } from './terminals/enrolment-code.ts';
import { freezeTerminal } from './terminals/freeze-terminal.ts';
import { refuseEnrolment } from './terminals/refuse-enrolment.ts';
import { revokeTerminal } from './terminals/revoke-terminal.ts';
import { terminal } from './terminals/terminal.ts';
import { terminalsOverview } from './terminals/terminals-overview.ts';
import { tillChanges } from './tills/changes.ts';
import { closeTill } from './tills/close-till.ts';
import { openTill } from './tills/open-till.ts';
import { till } from './tills/till.ts';
import { tillState } from './tills/till-state.ts';
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
import { startConsultation } from './visits/start-consultation.ts';
import { todaysVisits } from './visits/todays-visits.ts';
import { tokenSeries } from './visits/token-series.ts';
import { visit } from './visits/visit.ts';

export { guessMapping, mappingRefusal, toInput } from './imports/import-kind.ts';
export { importKinds } from './imports/import-kinds.ts';
export type { ImportReport as BatchReport } from './imports/import-report.ts';
export { access } from './staff/access.ts';
export { centre } from './terminals/centre.ts';

/** What people do. */
export const operations = {
  // business days
  lockBusinessDay,
  acknowledgeSupplement,
  // catalogue
  addService,
  changeService,
  // clinics
  setUpClinic,
  changeClinicSettings,
  createBranch,
  createCounter,
  // doctors
  addDoctor,
  changeDoctor,
  importDoctors,
  // encounters
  recordEncounter,
  sendToBilling,
  // invoices
  issueInvoice,
  // medicines
  importMedicines,
  // patients
  registerPatient,
  correctPatient,
  importPatients,
  importAllergies,
  importConditions,
  // payments
  recordPayment,
  reprintReceipt,
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
  // tills
  openTill,
  closeTill,
  // visits
  checkInPatient,
  startConsultation,
  cancelVisit,
  completeVisit,
};

/** What screens show. */
export const queries = {
  // business days
  daysList,
  dayChecklist,
  dayFigures,
  lateArrivals,
  exceptions,
  // catalogue
  servicesList,
  serviceSearch,
  // clinics
  clinicProfile,
  branchesList,
  countersList,
  // doctors
  doctorsList,
  // encounters
  encounterOfVisit,
  // invoices
  visitBill,
  // medicines
  medicineSearch,
  // patients
  patientSearch,
  possibleDuplicates,
  patientProfile,
  // payments
  paymentDocument,
  tillPayments,
  // printers
  printersHere,
  // staff
  usersList,
  // terminals
  terminalsOverview,
  // tills
  tillState,
  xReport,
  zDocument,
  // visits
  todaysVisits,
  doctorQueue,
  billingList,
};

/** What can have happened. */
export const changes = [
  ...approvalChanges,
  ...auditChanges,
  ...businessDayChanges,
  ...catalogueChanges,
  ...clinicChanges,
  ...doctorChanges,
  ...encounterChanges,
  ...invoiceChanges,
  ...medicineChanges,
  ...patientChanges,
  ...healthChanges,
  ...paymentChanges,
  ...printerChanges,
  ...staffChanges,
  ...sessionChanges,
  ...terminalChanges,
  ...tillChanges,
  ...visitChanges,
] as const;

/** What stands. */
export const records = [
  // approvals
  approval,
  // business days
  branchLock,
  businessDay,
  lockedFigures,
  branchDay,
  supplement,
  exception,
  // catalogue
  service,
  // clinics
  clinic,
  branch,
  counter,
  // doctors
  doctor,
  // documents
  documentSeries,
  // encounters
  encounter,
  // invoices
  invoice,
  // medicines
  medicine,
  // patients
  patient,
  patientSeries,
  patientHealth,
  // payments
  payment,
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
  zSeries,
  // visits
  visit,
  tokenSeries,
  checkIn,
] as const;

export const house = buildHouse({
  changes,
  records,
  operations: Object.values(operations),
  queries: Object.values(queries),
});
