import type { Operation } from '#domain/kernel/operation.ts';
import { isRefusal, type Refusal } from '#domain/kernel/refusal.ts';
import { newPassword } from '#protocol/approval-key.ts';
import { enrolmentCodeText, newEnrolmentSecret, secretHashOf } from '#protocol/enrolment-code.ts';
import { argon2Passwords } from '#protocol/passwords.ts';
import type { ServerParts } from './parts.ts';

/** What the host adds to an answer: the enrolment code, shown this once. */
type Completed = (result: unknown) => unknown;

/**
 * Puts into an input what a decision cannot make, having neither chance nor argon2id.
 * @param typedHere the input was typed at this machine: a password in it is made into its verifier and an approval key. A
 *   terminal has done so.
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
    const made = await newPassword(argon2Passwords, (given as { password?: unknown }).password);
    if (isRefusal(made)) return made;
    const input = { ...given, password: made.verifier, approvalKey: made.approvalKey };
    return { input, complete: (result) => result };
  }
  return { input: raw, complete: (result) => result };
}
