import type { Signer } from '../kernel/access.ts';
import type { Reader } from '../kernel/record.ts';
import { user } from './user.ts';

/** The keys and the work of a person, newest first. A revoked person's work has ended, and what they sign counts no more. */
export function signer(reader: Reader, userId: string): Signer | undefined {
  const one = reader.get(user, userId);
  if (!one) return undefined;
  const key = one.approvalKey ? [{ publicKey: one.approvalKey.publicKey, untilMs: null }] : [];
  return {
    keys: [...key, ...one.earlierKeys],
    works: [{ roles: one.roles, untilMs: one.revokedAtMs }, ...one.earlierWork],
  };
}
