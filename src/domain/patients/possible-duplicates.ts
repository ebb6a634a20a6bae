import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { defineQuery } from '../kernel/operation.ts';
import { bornAlike } from './lookalikes.ts';
import { nameKey, patient } from './patient.ts';
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
