import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { defineQuery } from '../kernel/operation.ts';
import { nameKey, type Patient, patient } from './patient.ts';
import { found, type PatientFound } from './patient-search.ts';
import { normalPhone } from './phone.ts';

export interface PossibleDuplicate extends PatientFound {
  readonly because: 'phone' | 'name-and-birth';
}

/** People who may be here already: the same phone, or the same name born at about the same time. A warning, never a bar. */
export const possibleDuplicates = defineQuery({
  name: 'possibleDuplicates',
  roles: ['front-desk', 'manager'],
  terminals: ['reception', 'back-office'],
  input: z.strictObject({
    phone: z.string().max(40).default(''),
    name: z.string().max(120).default(''),
    birthDate: calendarDate.nullable().default(null),
    ageYears: z.number().int().min(0).max(130).nullable().default(null),
  }),
  read({ phone, name, birthDate, ageYears }, { reader, businessDate }): readonly PossibleDuplicate[] {
    const kept = normalPhone(phone);
    const samePhone = kept === undefined ? [] : reader.find(patient, { phone: kept }, { limit: 20 });
    const typed = { birthDate, ageYears, ageAsOf: businessDate };
    const key = nameKey(name);
    const sameName = key === '' ? [] : reader.find(patient, { nameKey: key }, { limit: 100 });
    const sameBirth = sameName.filter((one) => bornAlike(one, typed));
    const seen = new Set(samePhone.map((one) => one.id));
    return [
      ...samePhone.map((one) => ({ ...found(one), because: 'phone' as const })),
      ...sameBirth
        .filter((one) => !seen.has(one.id))
        .slice(0, 20)
        .map((one) => ({ ...found(one), because: 'name-and-birth' as const })),
    ];
  },
});

type Birth = Pick<Patient, 'birthDate' | 'ageYears' | 'ageAsOf'>;

/** Two birth dates must be equal; where one is only an age, the year may be one off. */
function bornAlike(one: Birth, other: Birth): boolean {
  if (one.birthDate !== null && other.birthDate !== null) return one.birthDate === other.birthDate;
  const [year, otherYear] = [birthYear(one), birthYear(other)];
  return year !== undefined && otherYear !== undefined && Math.abs(year - otherYear) <= 1;
}

function birthYear({ birthDate, ageYears, ageAsOf }: Birth): number | undefined {
  if (birthDate !== null) return Number(birthDate.slice(0, 4));
  return ageYears === null || ageAsOf === null ? undefined : Number(ageAsOf.slice(0, 4)) - ageYears;
}
