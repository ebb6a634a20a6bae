import type { TransactionSql } from 'postgres';
import type { Operation } from '#domain/kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '#domain/kernel/refusal.ts';
import { newPassword } from '#protocol/approval-key.ts';
import { enrolmentCodeText, newEnrolmentSecret, secretHashOf } from '#protocol/enrolment-code.ts';
import { argon2Passwords } from '#protocol/passwords.ts';
import { forgetSecret, keepSecret, secretRefusal } from './gateway/secrets.ts';
import type { ServerParts } from './parts.ts';

interface HostsPart {
  readonly input: unknown;
  /** What the host adds to an answer: the enrolment code, shown this once. */
  readonly complete: (result: unknown) => unknown;
  /** What the host keeps beside the log, once it is decided and in the same transaction. */
  readonly keep?: (tx: TransactionSql) => Promise<void>;
}

const asItIs = (result: unknown) => result;

/**
 * Puts into an input what a decision cannot make, having neither chance nor argon2id.
 * @param typedHere the input was typed at this machine: a password in it is made into its verifier and an approval key. A
 *   terminal has done so.
 */
export async function withHostsPart(
  { address, keys, clock }: Pick<ServerParts, 'address' | 'keys' | 'clock'>,
  clinicId: string,
  operation: Pick<Operation, 'hostMakes'>,
  raw: unknown,
  typedHere: boolean,
): Promise<HostsPart | Refusal> {
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
    const made = await newPassword(argon2Passwords, (given as { password?: unknown }).password);
    if (isRefusal(made)) return made;
    const input = { ...given, password: made.verifier, approvalKey: made.approvalKey };
    return { input, complete: asItIs };
  }
  if (operation.hostMakes === 'gatewaySecret' && typedHere) return withSecretKept(given, { clinicId, keys, clock });
  return { input: raw, complete: asItIs };
}

/** The secret goes no further than this: what is decided, and the log with it, has the word `kept` in its place. */
function withSecretKept(
  given: { readonly gateway?: unknown; readonly secret?: unknown },
  { clinicId, keys, clock }: Pick<ServerParts, 'keys' | 'clock'> & { readonly clinicId: string },
): HostsPart | Refusal {
  const { secret } = given;
  const gateway = String(given.gateway);
  if (secret === undefined) return { input: given, complete: asItIs, keep: (tx) => forgetSecret(tx, clinicId, gateway) };
  const refusal = secretRefusal(secret);
  if (refusal || typeof secret !== 'string') return refusal ?? refuse('gateway-secret-weak');
  const keep = (tx: TransactionSql) => keepSecret(tx, keys, { clinicId, gateway }, secret, clock.nowMs());
  return { input: { ...given, secret: 'kept' }, complete: asItIs, keep };
}
