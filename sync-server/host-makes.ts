import { hash } from '@node-rs/argon2';
import type { Operation } from '#domain/kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '#domain/kernel/refusal.ts';
import { enrolmentCodeText, newEnrolmentSecret, secretHashOf } from '#protocol/enrolment-code.ts';
import type { ServerParts } from './parts.ts';

/** What the host adds to an answer: the enrolment code, shown this once. */
type Completed = (result: unknown) => unknown;

/** OWASP Password Storage Cheat Sheet: argon2id (the library's default), 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const SHORTEST_PASSWORD = 8;
const LONGEST_PASSWORD = 200;

/**
 * Puts into an input what a decision cannot make, having neither chance nor argon2id.
 * @param typedHere the input was typed at this machine: a password in it is made into its verifier. A terminal has done so.
 */
export async function withHostsPart(
  { address }: Pick<ServerParts, 'address'>,
  clinicId: string,
  operation: Pick<Operation, 'hostMakes'>,
  raw: unknown,
  typedHere: boolean,
): Promise<{ input: unknown; complete: Completed } | Refusal> {
  const given = typeof raw === 'object' && raw !== null ? raw : {};
  if (operation.hostMakes === 'secretHash') {
    const secret = newEnrolmentSecret(clinicId);
    const code = enrolmentCodeText({ ...address(), secret });
    return {
      input: { ...given, secretHash: secretHashOf(secret) },
      complete: (result) => ({ ...(result as object), code }),
    };
  }
  if (operation.hostMakes === 'password' && typedHere) {
    const password = await verifierFor((given as { password?: unknown }).password);
    return isRefusal(password) ? password : { input: { ...given, password }, complete: (result) => result };
  }
  return { input: raw, complete: (result) => result };
}

async function verifierFor(password: unknown): Promise<string | Refusal> {
  if (typeof password !== 'string') return refuse('invalid-input', { where: 'password' });
  if (password.length < SHORTEST_PASSWORD) return refuse('password-too-short', { shortest: SHORTEST_PASSWORD });
  if (password.length > LONGEST_PASSWORD) return refuse('password-too-long', { longest: LONGEST_PASSWORD });
  return hash(password.normalize('NFKC'), COST);
}
