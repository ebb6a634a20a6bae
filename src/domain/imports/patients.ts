import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import type { Sex } from '../patients/changes.ts';
import { importedPatient } from '../patients/import-patients.ts';
import { normalPhone } from '../patients/phone.ts';
import { dateCell, fits } from './cells.ts';
import type { Cells, ImportKind } from './import-kind.ts';

const SEXES: Readonly<Record<string, Sex>> = {
  m: 'male',
  male: 'male',
  f: 'female',
  female: 'female',
  o: 'other',
  other: 'other',
  t: 'other',
};

/** Patients, as Synthea's `patients.csv` has them and as most other systems export them. */
export const patientsFile: ImportKind = {
  kind: 'patients',
  title: 'Patients',
  operation: 'importPatients',
  batchRows: 100,
  leavesOutLookalikes: true,
  marks: [['birthdate'], ['birth date'], ['date of birth'], ['dob'], ['age', 'sex'], ['age', 'gender']],
  columns: [
    { field: 'externalId', title: 'Id', required: false, guesses: ['Id', 'patient id', 'patient', 'mrn', 'uhid'] },
    {
      field: 'first',
      title: 'First or full name',
      required: true,
      guesses: ['first', 'first name', 'given name', 'name', 'full name'],
    },
    { field: 'last', title: 'Last name', required: false, guesses: ['last', 'last name', 'surname', 'family name'] },
    { field: 'phone', title: 'Phone', required: false, guesses: ['phone', 'mobile', 'phone number', 'mobile number', 'contact'] },
    { field: 'sex', title: 'Sex', required: true, guesses: ['gender', 'sex'] },
    { field: 'birthDate', title: 'Birth date', required: false, guesses: ['birthdate', 'birth date', 'date of birth', 'dob'] },
    { field: 'age', title: 'Age in years', required: false, guesses: ['age', 'age years'] },
    { field: 'deceasedOn', title: 'Date of death', required: false, guesses: ['deathdate', 'death date', 'date of death'] },
    { field: 'address', title: 'Address', required: false, guesses: ['address', 'street', 'address line 1'] },
    { field: 'city', title: 'City', required: false, guesses: ['city', 'town'] },
    { field: 'state', title: 'State', required: false, guesses: ['state', 'province'] },
    { field: 'postcode', title: 'Postcode', required: false, guesses: ['zip', 'pin', 'pincode', 'postcode', 'postal code'] },
  ],
  readRow(cells, row) {
    const sex = SEXES[cell(cells, 'sex').toLowerCase()];
    if (!sex) return refuse('sex-unknown', { value: cell(cells, 'sex').slice(0, 40) });
    const birth = birthOf(cells);
    if (isRefusal(birth)) return birth;
    const deceasedOn = dateCell('deceasedOn', cell(cells, 'deceasedOn'));
    if (isRefusal(deceasedOn)) return deceasedOn;
    const phone = phoneOf(cell(cells, 'phone'));
    if (isRefusal(phone)) return phone;
    return fits(importedPatient, {
      row,
      externalId: cell(cells, 'externalId') || null,
      name: joined(' ', cells, ['first', 'last']),
      phone,
      sex,
      ...birth,
      address: joined(', ', cells, ['address', 'city', 'state', 'postcode']).slice(0, 300),
      deceasedOn,
    });
  },
};

function birthOf(cells: Cells): { birthDate: string | null; ageYears: number | null } | Refusal {
  const birthDate = dateCell('birthDate', cell(cells, 'birthDate'));
  if (isRefusal(birthDate)) return birthDate;
  if (birthDate !== null) return { birthDate, ageYears: null };
  const age = cell(cells, 'age');
  if (age === '') return refuse('birth-date-or-age-needed');
  return /^\d{1,3}$/.test(age) ? { birthDate: null, ageYears: Number(age) } : refuse('not-an-age', { value: age.slice(0, 40) });
}

/** A file without phones is taken as it is, and the profile shown as incomplete; a phone that is none is not guessed at. */
function phoneOf(typed: string): string | Refusal {
  if (typed === '') return '';
  return normalPhone(typed) ?? refuse('not-a-phone-number', { value: typed.slice(0, 40) });
}

function joined(separator: string, cells: Cells, fields: readonly string[]): string {
  return fields
    .map((field) => cell(cells, field))
    .filter((text) => text !== '')
    .join(separator);
}

function cell(cells: Cells, field: string): string {
  return cells[field] ?? '';
}
