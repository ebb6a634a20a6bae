import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { id, maybeTyped, typed } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { patientRegistered, sex } from './changes.ts';
import { patientNumber, patientSeries } from './patient-series.ts';
import { typedPhone } from './phone.ts';

/** The five mandatory fields: phone, name, age or birth date, sex, doctor. */
export const registerPatient = defineOperation({
  name: 'registerPatient',
  roles: ['front-desk', 'manager'],
  terminals: ['reception'],
  decidedAt: 'terminal',
  makes: [patientRegistered],
  input: z.strictObject({
    phone: typedPhone,
    name: typed(120),
    birthDate: calendarDate.nullable().default(null),
    ageYears: z.number().int().min(0).max(130).nullable().default(null),
    sex,
    doctorId: id,
    address: maybeTyped(300),
  }),
  decide(input, { reader, place, businessDate, newId }) {
    const sequence = (reader.get(patientSeries, place.terminalId)?.last ?? 0) + 1;
    const patientId = newId();
    const number = patientNumber(place.terminalCode, sequence);
    // A birth date says more than an age: where both were given, the age is not kept.
    const ageYears = input.birthDate === null ? input.ageYears : null;
    const ageAsOf = ageYears === null ? null : businessDate;
    return {
      changes: [patientRegistered.of({ ...input, patientId, number, sequence, ageYears, ageAsOf })],
      result: { patientId, number },
    };
  },
});
