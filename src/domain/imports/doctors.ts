import { importedDoctor } from '../doctors/import-doctors.ts';
import { fits } from './cells.ts';
import type { ImportKind } from './import-kind.ts';

/** Doctors, as Synthea's `providers.csv` has them. */
export const doctorsFile: ImportKind = {
  kind: 'doctors',
  title: 'Doctors',
  operation: 'importDoctors',
  batchRows: 100,
  marks: [['speciality'], ['specialty'], ['registration number'], ['council number'], ['doctor'], ['provider']],
  columns: [
    { field: 'externalId', title: 'Id', required: false, guesses: ['Id', 'provider id', 'doctor id', 'npi'] },
    { field: 'name', title: 'Name', required: true, guesses: ['name', 'doctor', 'provider', 'full name'] },
    { field: 'speciality', title: 'Speciality', required: false, guesses: ['speciality', 'specialty', 'department'] },
    {
      field: 'registrationNumber',
      title: 'Registration number',
      required: false,
      guesses: ['registration number', 'registration', 'licence', 'license', 'council number'],
    },
    { field: 'phone', title: 'Phone', required: false, guesses: ['phone', 'mobile'] },
  ],
  readRow: ({ externalId = '', name = '', speciality = '', registrationNumber = '', phone = '' }, row) =>
    fits(importedDoctor, { row, externalId: externalId || null, name, speciality, registrationNumber, phone }),
};
