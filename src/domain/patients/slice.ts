import { defineSlice } from '../kernel/slice.ts';
import { patientChanges } from './changes.ts';
import { correctPatient } from './correct-patient.ts';
import { healthChanges } from './health-changes.ts';
import { importAllergies } from './import-allergies.ts';
import { importConditions } from './import-conditions.ts';
import { importPatients } from './import-patients.ts';
import { patient } from './patient.ts';
import { patientHealth } from './patient-health.ts';
import { patientProfile } from './patient-profile.ts';
import { patientSearch } from './patient-search.ts';
import { patientSeries } from './patient-series.ts';
import { possibleDuplicates } from './possible-duplicates.ts';
import { registerPatient } from './register-patient.ts';

export const patients = defineSlice({
  operations: { registerPatient, correctPatient, importPatients, importAllergies, importConditions },
  queries: { patientSearch, possibleDuplicates, patientProfile },
  changes: [...patientChanges, ...healthChanges],
  records: [patient, patientSeries, patientHealth],
});
