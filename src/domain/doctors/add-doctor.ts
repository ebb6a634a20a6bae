import { z } from 'zod';
import { id, maybeTyped, typed } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { doctorAdded } from './changes.ts';

export const typedProfile = {
  name: typed(120),
  speciality: maybeTyped(80),
  registrationNumber: maybeTyped(40),
  phone: maybeTyped(40),
  consultationServiceId: id.nullable().default(null),
};

export const addDoctor = defineOperation({
  name: 'addDoctor',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'terminal',
  makes: [doctorAdded],
  input: z.strictObject(typedProfile),
  decide(input, { newId }) {
    const doctorId = newId();
    return { changes: [doctorAdded.of({ ...input, doctorId, externalId: null })], result: { doctorId } };
  },
});
