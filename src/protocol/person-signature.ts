import type { Signer } from '../domain/kernel/access.ts';
import type { Change } from '../domain/kernel/change.ts';
import { changeTypeOf, type House } from '../domain/kernel/house.ts';
import { signedText } from './approval-key.ts';

/** Whether what was so until then still counts for an entry; null: it is so now. */
export type Counts = (untilMs: number | null) => boolean;

/** At the place where a change is written, only what is so now counts. */
export const ONLY_NOW: Counts = (untilMs) => untilMs === null;

/**
 * Why a change that a person must have signed is not theirs: `signature-not-theirs`, `signer-revoked`, or
 * `signer-role-not-allowed`. The same at the terminal and at the server, which also counts what was so when an entry was made.
 */
export function signatureFault(
  house: House,
  signerOf: (userId: string) => Signer | undefined,
  changes: readonly Change[],
  counts: Counts,
): string | undefined {
  for (const change of changes) {
    const signed = changeTypeOf(house, change).signedBy?.(change.body);
    if (!signed) continue;
    const signer = signerOf(signed.userId);
    const keys = signer?.keys.filter(({ untilMs }) => counts(untilMs)) ?? [];
    if (!signer || !keys.some(({ publicKey }) => signedText(signed.text, signed.signature, publicKey)))
      return 'signature-not-theirs';
    const works = signer.works.filter(({ untilMs }) => counts(untilMs));
    if (works.length === 0) return 'signer-revoked';
    if (!works.some(({ roles }) => roles.some((role) => signed.roles.includes(role)))) return 'signer-role-not-allowed';
  }
  return undefined;
}
