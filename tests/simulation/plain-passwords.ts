import type { Passwords } from '#main/session/passwords.ts';
import { sha256 } from '#protocol/entry.ts';

/** Verifiers without the cost: what is simulated is who may work where, not how hard a password is to guess. */
export const plainPasswords: Passwords = {
  make: async (password) => plainVerifier(password),
  holds: async (verifier, password) => verifier === plainVerifier(password),
};

export function plainVerifier(password: string): string {
  return `$argon2id$simulated$${sha256(password)}`;
}
