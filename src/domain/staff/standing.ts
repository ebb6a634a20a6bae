import type { Actor } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import type { Role } from '../kernel/roles.ts';
import { type User, user } from './user.ts';

/** Only an administrator makes, changes or ends an administrator. */
export function grantRefusal(actor: Actor, roles: readonly Role[]): Refusal | undefined {
  return roles.includes('administrator') && !actor.roles.includes('administrator') ? refuse('only-administrator') : undefined;
}

/** The active user somebody else wants to change, or why they may not. */
export function otherUser(reader: Reader, actor: Actor, userId: string): User | Refusal {
  const one = reader.get(user, userId);
  if (!one) return refuse('user-unknown');
  if (one.state !== 'ACTIVE') return refuse('user-revoked', { login: one.login });
  if (one.id === actor.userId) return refuse('not-yourself');
  return grantRefusal(actor, one.roles) ?? one;
}

/** A clinic always has somebody who can let others in. */
export function lastAdministratorRefusal(reader: Reader, leaving: User): Refusal | undefined {
  if (!leaving.roles.includes('administrator')) return undefined;
  const others = reader.find(user, { state: 'ACTIVE' }, { limit: 1000 });
  const stays = others.some((one) => one.id !== leaving.id && one.roles.includes('administrator'));
  return stays ? undefined : refuse('last-administrator', { login: leaving.login });
}
