import { z } from 'zod';
import { defineChange, key } from '../kernel/change.ts';
import { approvalKey, id, text, verifier } from '../kernel/fields.ts';
import { ROLES } from '../kernel/roles.ts';

const work = {
  name: text(120),
  roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length),
  /** Counters a cashier is assigned to. */
  counterIds: z.array(id).max(100),
  /** The doctor this person works as. */
  doctorId: id.nullable(),
  /** The same for every account of one person, e.g. a staff number. Absent: as it was. */
  personCode: text(40).nullable().optional(),
};

const password = { verifier, approvalKey: approvalKey.optional() };

export const userCreated = defineChange({
  name: 'user.created.v1',
  stream: 'directory',
  nature: 'authority',
  central: true,
  shape: z.strictObject({ userId: id, login: text(60), ...work, ...password, mustChangePassword: z.boolean() }),
  touches: (body) => [key('user', body.userId)],
  looksAt: (body) => workLooksAt(body),
});

export const userChanged = defineChange({
  name: 'user.changed.v1',
  stream: 'directory',
  nature: 'authority',
  central: true,
  shape: z.strictObject({ userId: id, ...work }),
  touches: (body) => [key('user', body.userId)],
  looksAt: (body) => workLooksAt(body),
});

export const userRevoked = defineChange({
  name: 'user.revoked.v1',
  stream: 'directory',
  nature: 'authority',
  central: true,
  shape: z.strictObject({ userId: id, reason: text(300) }),
  touches: (body) => [key('user', body.userId)],
});

/** Somebody else set a first password; its owner must change it at the next login. */
export const passwordReset = defineChange({
  name: 'password.reset.v1',
  stream: 'directory',
  nature: 'authority',
  central: true,
  shape: z.strictObject({ userId: id, ...password }),
  touches: (body) => [key('user', body.userId)],
});

export const passwordChanged = defineChange({
  name: 'password.changed.v1',
  stream: 'directory',
  nature: 'authority',
  shape: z.strictObject({ userId: id, ...password }),
  touches: (body) => [key('user', body.userId)],
});

function workLooksAt(body: { counterIds: readonly string[]; doctorId: string | null }) {
  return [
    ...body.counterIds.map((counterId) => key('counter', counterId)),
    ...(body.doctorId ? [key('doctor', body.doctorId)] : []),
  ];
}

export const staffChanges = [userCreated, userChanged, userRevoked, passwordReset, passwordChanged] as const;
