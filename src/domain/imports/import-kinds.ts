import { doctorsFile } from './doctors.ts';
import { allergiesFile, conditionsFile } from './findings.ts';
import type { ImportKind } from './import-kind.ts';
import { medicinesFile } from './medicines.ts';
import { patientsFile } from './patients.ts';

/** Every kind of file that can be imported. Patients stand before what refers to them. */
export const importKinds: readonly ImportKind[] = [patientsFile, doctorsFile, allergiesFile, conditionsFile, medicinesFile];
