import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { type Reader, searchWords } from '../kernel/record.ts';
import { ROLES } from '../kernel/roles.ts';
import { user } from '../staff/user.ts';
import { type Doctor, doctor } from './doctor.ts';

/** More are not read at once: beyond them, doctors are asked for by what is typed or by their ids. */
export const DOCTORS_AT_ONCE = 1000;
const FOUND = 50;
const USERS_READ = 1000;

/** A doctor as one is chosen. */
export interface DoctorListed extends Doctor {
  /** Somebody can log in as this doctor. Where nobody can, a visit waits until a colleague calls the patient in. */
  readonly hasLogin: boolean;
}

/**
 * Doctors by name, those first whom somebody logs in as: with `text`, those whose name or speciality begins with its words, at most 50; with `ids`, those that it
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
  read({ text, ids, mine, withInactive }, { reader, actor }): readonly DoctorListed[] {
    const working = workedAs(reader);
    const listed = (doctors: readonly Doctor[]) => doctors.map((one) => ({ ...one, hasLogin: working.has(one.id) }));
    if (mine) return listed(doctorsOf(reader, [reader.get(user, actor.userId)?.doctorId ?? '']));
    if (ids) return listed(doctorsOf(reader, ids));
    const isListed = (one: Doctor) => withInactive || one.active;
    const own = doctorsOf(reader, working).filter(isListed).sort(byName);
    const others = (doctors: readonly Doctor[]) => doctors.filter((one) => isListed(one) && !working.has(one.id));
    if (text.trim() === '') {
      const seesPatients = withInactive ? {} : { active: true };
      const first = reader.find(doctor, seesPatients, { orderBy: 'name', limit: DOCTORS_AT_ONCE });
      return listed([...own, ...others(first)].slice(0, DOCTORS_AT_ONCE));
    }
    // Those who left are taken out after the search: room for them, so that they crowd nobody out.
    const found = reader.search(doctor, text, 4 * FOUND);
    return listed([...own.filter((one) => isCalled(one, text)), ...others(found)].slice(0, FOUND));
  },
});

/** Ids of the doctors that somebody can log in as. */
function workedAs(reader: Reader): ReadonlySet<string> {
  const users = reader.find(user, { state: 'ACTIVE' }, { orderBy: 'name', limit: USERS_READ });
  return new Set(users.flatMap(({ doctorId, roles }) => (doctorId && roles.includes('doctor') ? [doctorId] : [])));
}

function doctorsOf(reader: Reader, ids: Iterable<string>): Doctor[] {
  return [...new Set(ids)].flatMap((one) => reader.get(doctor, one) ?? []);
}

/** As the search finds them, which may be full of others. */
function isCalled({ name, speciality }: Doctor, text: string): boolean {
  const words = searchWords(`${name} ${speciality}`);
  return searchWords(text).every((typed) => words.some((word) => word.startsWith(typed)));
}

function byName(one: Doctor, other: Doctor): number {
  return one.name < other.name ? -1 : 1;
}
