import { z } from 'zod';
import { counter } from '../clinics/counter.ts';
import { doctor } from '../doctors/doctor.ts';
import { id, instantMs, text, verifier } from '../kernel/fields.ts';
import { defineRecord, on, type Reader, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { ROLES, type Role } from '../kernel/roles.ts';
import { passwordChanged, passwordReset, userChanged, userCreated, userRevoked } from './changes.ts';

/** Somebody who may log in. A login is never given to another person, not even after its owner has left. */
export const userShape = z.object({
  id,
  /** Lower case. */
  login: text(60),
  name: text(120),
  roles: z.array(z.enum(ROLES)),
  counterIds: z.array(id),
  doctorId: id.nullable(),
  state: z.enum(['ACTIVE', 'REVOKED']),
  verifier,
  mustChangePassword: z.boolean(),
  /** By the server's clock, since only the server revokes. */
  revokedAtMs: instantMs.nullable(),
  /** What they did before that was changed, newest first: entries made then arrive later. By the server's clock. */
  earlierWork: z.array(z.object({ roles: z.array(z.enum(ROLES)), counterIds: z.array(id), untilMs: instantMs })),
});
export type User = z.infer<typeof userShape>;

/** A terminal away for longer than that many changes of one person's work has their entries flagged. */
const EARLIER_WORK_MAX = 20;

export const user: RecordType<User> = defineRecord({
  name: 'user',
  shape: userShape,
  stream: 'directory',
  columns: ['login', 'name', 'state', 'doctorId'],
  indexes: [['login'], ['state', 'name']],
  handlers: [
    on(userCreated, {
      check: (one, body, _entry, reader) => {
        const [taken] = reader.find(user, { login: body.login }, { limit: 1 });
        if (one || taken) return refuse('login-taken', { login: body.login });
        return rolesRefusal(body.roles) ?? workRefusal(reader, body);
      },
      fold: (one, { userId, ...body }) => one ?? { id: userId, ...body, state: 'ACTIVE', revokedAtMs: null, earlierWork: [] },
    }),
    on(userChanged, {
      check: (one, body, _entry, reader) => revokedRefusal(one) ?? rolesRefusal(body.roles) ?? workRefusal(reader, body),
      fold: (one, { userId: _, ...body }, entry) => one && { ...one, ...body, earlierWork: workBefore(one, entry.recordedAtMs) },
    }),
    on(userRevoked, {
      check: revokedRefusal,
      fold: (one, _body, entry) => one && { ...one, state: 'REVOKED', revokedAtMs: one.revokedAtMs ?? entry.recordedAtMs },
    }),
    on(passwordReset, {
      check: revokedRefusal,
      fold: (one, body) => one && { ...one, verifier: body.verifier, mustChangePassword: true },
    }),
    on(passwordChanged, {
      check: (one, body, entry) =>
        entry.actorId === body.userId ? revokedRefusal(one) : refuse('not-your-password', { login: one?.login ?? '' }),
      fold: (one, body) => one && { ...one, verifier: body.verifier, mustChangePassword: false },
    }),
  ],
});

function workBefore({ roles, counterIds, earlierWork }: User, untilMs: number): User['earlierWork'] {
  return [{ roles, counterIds, untilMs }, ...earlierWork].slice(0, EARLIER_WORK_MAX);
}

function revokedRefusal(one: User | undefined): Refusal | undefined {
  if (!one) return refuse('user-unknown');
  return one.state === 'ACTIVE' ? undefined : refuse('user-revoked', { login: one.login });
}

/** Roles that one person may not hold together: who treats takes no payments, who audits changes nothing. */
function rolesRefusal(roles: readonly Role[]): Refusal | undefined {
  const clinical = roles.find((role) => role === 'doctor' || role === 'nurse');
  if (clinical && roles.includes('cashier')) return refuse('roles-conflict', { one: 'cashier', other: clinical });
  const other = roles.find((role) => role !== 'auditor');
  if (other && roles.includes('auditor')) return refuse('roles-conflict', { one: 'auditor', other });
  return undefined;
}

function workRefusal(reader: Reader, work: { counterIds: readonly string[]; doctorId: string | null }): Refusal | undefined {
  if (work.counterIds.some((counterId) => !reader.get(counter, counterId))) return refuse('counter-unknown');
  if (work.doctorId && !reader.get(doctor, work.doctorId)) return refuse('doctor-unknown');
  return undefined;
}
