import { z } from 'zod';

/** An id: a UUID, or the few fixed words a clinic's own author uses. */
export const id = z.string().min(1).max(64);
/** UTC milliseconds. */
export const instantMs = z.number().int().min(0).max(8_640_000_000_000_000);
/** An argon2id verifier in its encoded form, e.g. `$argon2id$v=19$m=19456,t=2,p=1$…`. Made by the host, never by a window. */
export const verifier = z
  .string()
  .max(300)
  .regex(/^\$argon2id\$/);

/** Text as a change keeps it: bounded and not empty, taken exactly as it is. */
export const text = (max: number) => z.string().min(1).max(max);
/** Text as a change keeps it, where nothing may have been said. */
export const maybeText = (max: number) => z.string().max(max);
/** Text as people type it: outer spaces dropped, then it must say something. */
export const typed = (max: number) => z.string().trim().min(1).max(max);
/** Text as people type it, where nothing may have been typed. */
export const maybeTyped = (max: number) => z.string().trim().max(max).default('');

/**
 * A person's key for approvals. `publicKey`: Ed25519, SPKI, DER in base64. `sealed`: the private key, opened by nothing but
 * the person's password (see `protocol/approval-key.ts`). Made by the host with the password's verifier.
 */
export const approvalKey = z.strictObject({
  publicKey: z.string().regex(/^[A-Za-z0-9+/]{59}=$/),
  sealed: z.string().regex(/^[\w+/=.-]{40,600}$/),
});
export type ApprovalKey = z.infer<typeof approvalKey>;
