import { z } from 'zod';
import { defineQuery } from '../kernel/operation.ts';
import { ROLES } from '../kernel/roles.ts';
import { type Clinic, clinic } from './clinic.ts';
import { DEFAULT_MONEY_SETTINGS } from './settings.ts';

/** The clinic's settings: letterhead, time zone, currency. Null until the terminal has them. */
export const clinicProfile = defineQuery({
  name: 'clinicProfile',
  roles: ROLES,
  terminals: ['reception', 'cashier', 'consulting', 'back-office'],
  input: z.strictObject({}),
  read(_input, { reader, place }): Clinic | null {
    const one = reader.get(clinic, place.clinicId);
    // A record that was made before a setting was known says nothing of it.
    return one ? { ...DEFAULT_MONEY_SETTINGS, ...one } : null;
  },
});
