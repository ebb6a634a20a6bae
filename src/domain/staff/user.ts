import { z } from 'zod';
import { counter } from '../clinics/counter.ts';
import { doctor } from '../doctors/doctor.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { type ApprovalKey, approvalKey, id, instantMs, text, verifier } from '../kernel/fields.ts';
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
  /** Who gave the account its password last. */
  passwordSetById: id,
  /** The same for every account of one person; null: not said. */
  personCode: text(40).nullable(),
  /** Null until a password is set by a program that makes keys. */
  approvalKey: approvalKey.nullable(),
  /** Keys that signed before, newest first: what was signed then arrives later. */
  earlierKeys: z.array(z.object({ publicKey: z.string(), untilMs: instantMs })),
  /** By the server's clock, since only the server revokes. */
  revokedAtMs: instantMs.nullable(),
  /** What they did before that was changed, newest first: entries made then arrive later. By the server's clock. */
  earlierWork: z.array(z.object({ roles: z.array(z.enum(ROLES)), counterIds: z.array(id), untilMs: instantMs })),
});
export type User = z.infer<typeof userShape>;

/** A terminal away for longer than that many passwords of one person has their approvals refused. */
const EARLIER_KEYS_MAX = 10;

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
      fold: (one, { userId, ...body }, { actorId }) =>
        one ?? { ...UNTOUCHED, ...given(body), id: userId, passwordSetById: actorId },
    }),
    on(userChanged, {
      check: (one, body, _entry, reader) => revokedRefusal(one) ?? rolesRefusal(body.roles) ?? workRefusal(reader, body),
      fold: (one, { userId: _, ...body }, entry) =>
        one && { ...one, ...given(body), earlierWork: workBefore(one, entry.recordedAtMs) },
    }),
    on(userRevoked, {
      check: revokedRefusal,
      fold: (one, _body, entry) => one && { ...one, state: 'REVOKED', revokedAtMs: one.revokedAtMs ?? entry.recordedAtMs },
    }),
    on(passwordReset, {
      check: revokedRefusal,
      fold: (one, body, entry) => one && { ...one, ...passwordSet(one, body, entry), mustChangePassword: true },
    }),
    on(passwordChanged, {
      check: (one, body, entry) =>
        entry.actorId === body.userId ? revokedRefusal(one) : refuse('not-your-password', { login: one?.login ?? '' }),
      fold: (one, body, entry) => one && { ...one, ...passwordSet(one, body, entry), mustChangePassword: false },
    }),
  ],
});

const UNTOUCHED = {
  ...({ state: 'ACTIVE', personCode: null, approvalKey: null, revokedAtMs: null } as const),
  ...{ earlierKeys: [], earlierWork: [] },
};

/** What a body says, without the fields it leaves out. */
function given<Body extends object>(body: Body): { [Field in keyof Body]: Exclude<Body[Field], undefined> } {
  const said = Object.entries(body).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as { [Field in keyof Body]: Exclude<Body[Field], undefined> };
}

/** A new password makes a new key: what opened the old one, or could, opens nothing from then on. */
function passwordSet(
  { approvalKey: old, earlierKeys }: User,
  body: { verifier: string; approvalKey?: ApprovalKey | undefined },
  { actorId, recordedAtMs }: EntryFacts,
) {
  const earlier = old ? [{ publicKey: old.publicKey, untilMs: recordedAtMs }, ...earlierKeys] : earlierKeys;
  return {
    ...{ verifier: body.verifier, passwordSetById: actorId, approvalKey: body.approvalKey ?? null },
    earlierKeys: earlier.slice(0, EARLIER_KEYS_MAX),
  };
}

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
