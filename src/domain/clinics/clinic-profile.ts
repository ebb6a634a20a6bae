import { z } from 'zod';
import { defineQuery } from '../kernel/operation.ts';
import { ROLES } from '../kernel/roles.ts';
import { type Clinic, clinic } from './clinic.ts';

/** The clinic's settings: letterhead, time zone, currency. Null until the terminal has them. */
export const clinicProfile = defineQuery({
  name: 'clinicProfile',
  roles: ROLES,
  terminals: ['reception', 'cashier', 'consulting', 'back-office'],
  input: z.strictObject({}),
  read: (_input, { reader, place }): Clinic | null => reader.get(clinic, place.clinicId) ?? null,
});
