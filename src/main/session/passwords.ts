import { hash, verify } from '@node-rs/argon2';

/** Makes and checks password verifiers. */
export interface Passwords {
  make(password: string): Promise<string>;
  holds(verifier: string, password: string): Promise<boolean>;
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
};
