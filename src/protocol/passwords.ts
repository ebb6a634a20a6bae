import { hash, hashRaw, verify } from '@node-rs/argon2';
import { type Refusal, refuse } from '../domain/kernel/refusal.ts';

const SHORTEST_PASSWORD = 8;
export const LONGEST_PASSWORD = 200;

/** Makes and checks password verifiers, and keys that only a password gives. */
export interface Passwords {
  make(password: string): Promise<string>;
  holds(verifier: string, password: string): Promise<boolean>;
  /** 32 bytes that seal what nobody without the password may open. The salt is its own: the verifier gives none of it away. */
  sealingKey(password: string, salt: Uint8Array): Promise<Uint8Array>;
}

/** OWASP Password Storage Cheat Sheet: argon2id (the library's default), 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const argon2Passwords: Passwords = {
  make: (password) => hash(password.normalize('NFKC'), COST),
  async holds(verifier, password) {
    try {
      return await verify(verifier, password.normalize('NFKC'));
    } catch {
      // A verifier nobody can read is one nobody can satisfy.
      return false;
    }
  },
  sealingKey: (password, salt) => hashRaw(password.normalize('NFKC'), { ...COST, salt, outputLen: 32 }),
};

/** Why a new password will not do. Length is what counts (NIST SP 800-63B, 3.1.1.2); rules about signs are not made. */
export function weakness(next: string, current?: string): Refusal | undefined {
  if (next.length < SHORTEST_PASSWORD) return refuse('password-too-short', { shortest: SHORTEST_PASSWORD });
  if (next.length > LONGEST_PASSWORD) return refuse('password-too-long', { longest: LONGEST_PASSWORD });
  if (next === current) return refuse('password-not-new');
  return undefined;
}
