import { z } from 'zod';
import { defineQuery } from '../kernel/operation.ts';
import { ROLES } from '../kernel/roles.ts';
import { type Doctor, doctor } from './doctor.ts';

/** Doctors by name; with `text`, those whose name or speciality begins with its words. At most 1,000. */
export const doctorsList = defineQuery({
  name: 'doctorsList',
  roles: ROLES,
  terminals: ['reception', 'cashier', 'consulting', 'back-office'],
  input: z.strictObject({ text: z.string().max(100).default(''), withInactive: z.boolean().default(false) }),
  read({ text, withInactive }, { reader }): readonly Doctor[] {
    if (text.trim() === '') return reader.find(doctor, withInactive ? {} : { active: true }, { orderBy: 'name', limit: 1000 });
    return reader.search(doctor, text, 50).filter((one) => withInactive || one.active);
  },
});
