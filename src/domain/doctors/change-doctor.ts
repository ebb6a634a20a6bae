import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { typedProfile } from './add-doctor.ts';
import { doctorChanged } from './changes.ts';

/** The profile as it stands from now on; `active: false` takes the doctor off the lists, never out of the past. */
export const changeDoctor = defineOperation({
  name: 'changeDoctor',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'terminal',
  makes: [doctorChanged],
  input: z.strictObject({ doctorId: id, ...typedProfile, active: z.boolean() }),
  decide: (input) => ({ changes: [doctorChanged.of(input)], result: { doctorId: input.doctorId } }),
});
