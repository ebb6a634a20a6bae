import { z } from 'zod';
import { defineQuery } from '../kernel/operation.ts';
import { plainDigits } from '../kernel/plain-digits.ts';
import { type Patient, patient } from './patient.ts';

/** A patient as a list shows one. */
export type PatientFound = Pick<
  Patient,
  'id' | 'number' | 'name' | 'phone' | 'sex' | 'birthDate' | 'ageYears' | 'ageAsOf' | 'doctorId' | 'deceasedOn'
>;

/** Patients by the beginning of their phone number, of words of their name, or of their patient number, as one types. */
export const patientSearch = defineQuery({
  name: 'patientSearch',
  roles: ['front-desk', 'cashier', 'doctor', 'nurse', 'manager', 'auditor'],
  terminals: ['reception', 'cashier', 'consulting', 'back-office'],
  input: z.strictObject({ text: z.string().max(100), limit: z.number().int().min(1).max(50).default(20) }),
  read: ({ text, limit }, { reader }): readonly PatientFound[] => reader.search(patient, asWords(text), limit).map(found),
});

export function found(one: Patient): PatientFound {
  const { id, number, name, phone, sex, birthDate, ageYears, ageAsOf, doctorId, deceasedOn } = one;
  return { id, number, name, phone, sex, birthDate, ageYears, ageAsOf, doctorId, deceasedOn };
}

/** Digits typed in groups are one phone number; `P02-000123` stays two words. */
function asWords(typed: string): string {
  const text = plainDigits(typed);
  if (!/^[\s\d+().-]+$/.test(text)) return text;
  return text
    .replace(/[\s().-]/g, '')
    .replace(/^(\+91|0)(?=[6-9])/, '')
    .replace('+', '');
}
