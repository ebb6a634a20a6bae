import { auditChanges } from './audit/changes.ts';
import { catalogueChanges } from './catalogue/changes.ts';
import { service } from './catalogue/service.ts';
import { branch } from './clinics/branch.ts';
import { clinicChanges } from './clinics/changes.ts';
import { clinic } from './clinics/clinic.ts';
import { counter } from './clinics/counter.ts';
import { doctorChanges } from './doctors/changes.ts';
import { doctor } from './doctors/doctor.ts';
import { buildHouse } from './kernel/house.ts';
import { patientChanges } from './patients/changes.ts';
import { patient } from './patients/patient.ts';
import { patientSearch } from './patients/patient-search.ts';
import { patientSeries } from './patients/patient-series.ts';
import { registerPatient } from './patients/register-patient.ts';
import { staffChanges } from './staff/changes.ts';
import { session } from './staff/session.ts';
import { sessionChanges } from './staff/session-changes.ts';
import { user } from './staff/user.ts';
import { terminalChanges } from './terminals/changes.ts';
import { enrolmentCode } from './terminals/enrolment-code.ts';
import { terminal } from './terminals/terminal.ts';
import { visitChanges } from './visits/changes.ts';
import { tokenSeries } from './visits/token-series.ts';
import { visit } from './visits/visit.ts';

export { access } from './staff/access.ts';

/** What people do. */
export const operations = {
  // patients
  registerPatient,
};

/** What screens show. */
export const queries = {
  // patients
  patientSearch,
};

/** What can have happened. */
export const changes = [
  ...auditChanges,
  ...catalogueChanges,
  ...clinicChanges,
  ...doctorChanges,
  ...patientChanges,
  ...sessionChanges,
  ...staffChanges,
  ...terminalChanges,
  ...visitChanges,
] as const;

/** What stands. */
export const records = [
  // catalogue
  service,
  // clinics
  clinic,
  branch,
  counter,
  // doctors
  doctor,
  // patients
  patient,
  patientSeries,
  // staff
  user,
  session,
  // terminals
  terminal,
  enrolmentCode,
  // visits
  visit,
  tokenSeries,
] as const;

export const house = buildHouse({
  changes,
  records,
  operations: Object.values(operations),
  queries: Object.values(queries),
});
