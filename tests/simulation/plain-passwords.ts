import { sha256 } from '#protocol/entry.ts';
import type { Passwords } from '#protocol/passwords.ts';

/** Verifiers without the cost: what is simulated is who may work where, not how hard a password is to guess. */
export const plainPasswords: Passwords = {
  make: async (password) => plainVerifier(password),
  holds: async (verifier, password) => verifier === plainVerifier(password),
  sealingKey: async (password, salt) => Buffer.from(sha256(salt, password), 'hex'),
};

export function plainVerifier(password: string): string {
  return `$argon2id$simulated$${sha256(password)}`;
}
