import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { ROLES } from '../kernel/roles.ts';
import { user } from '../staff/user.ts';
import { type Doctor, doctor } from './doctor.ts';

/** More are not read at once: beyond them, doctors are asked for by what is typed or by their ids. */
export const DOCTORS_AT_ONCE = 1000;
const FOUND = 50;

/**
 * Doctors by name: with `text`, those whose name or speciality begins with its words, at most 50; with `ids`, those that it
 * names, whether they still see patients or not; with `mine`, the one that the reader works as, if any; else the first 1,000.
 */
export const doctorsList = defineQuery({
  name: 'doctorsList',
  roles: ROLES,
  terminals: ['reception', 'cashier', 'consulting', 'back-office'],
  input: z.strictObject({
    text: z.string().max(100).default(''),
    ids: z.array(id).max(DOCTORS_AT_ONCE).optional(),
    mine: z.boolean().default(false),
    withInactive: z.boolean().default(false),
  }),
  read({ text, ids, mine, withInactive }, { reader, actor }): readonly Doctor[] {
    if (mine) return [reader.get(user, actor.userId)?.doctorId].flatMap((own) => (own && reader.get(doctor, own)) || []);
    if (ids) return [...new Set(ids)].flatMap((one) => reader.get(doctor, one) ?? []);
    const seesPatients = withInactive ? {} : { active: true };
    if (text.trim() === '') return reader.find(doctor, seesPatients, { orderBy: 'name', limit: DOCTORS_AT_ONCE });
    // Those who left are taken out after the search: room for them, so that they crowd nobody out.
    const found = reader.search(doctor, text, 4 * FOUND);
    return found.filter((one) => withInactive || one.active).slice(0, FOUND);
  },
});
