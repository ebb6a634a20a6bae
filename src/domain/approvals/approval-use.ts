import { z } from 'zod';
import { key, type RecordKey } from '../kernel/change.ts';
import { id, text } from '../kernel/fields.ts';

/** What a second person can be asked for. */
export const APPROVAL_KINDS = [
  'discount',
  'waiver',
  'refund',
  'credit-note',
  'price-override',
  'paid-out',
  'force-close',
  'write-off',
] as const;
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];

/** Longest request, in characters. */
export const REQUEST_MAX = 4000;
/** The canonical text of exactly what will be done (see `requestText`). */
export const requestField = text(REQUEST_MAX);

/** An approval as the change that needs it carries it: which one, and once more the text of what was approved. */
export const approvalUse = z.strictObject({ approvalId: id, request: requestField });
export type ApprovalUse = z.infer<typeof approvalUse>;

/** What a change touches that spends an approval, for its `touches`: nothing where it needed none. */
export function approvalKeys(use: ApprovalUse | undefined): RecordKey[] {
  return use ? [key('approval', use.approvalId)] : [];
}

/** What a change looks at that says who of the clinic gets money, for its `looksAt`: they and whoever does it are two people. */
export function payeeKeys({ payeeId }: { payeeId: string | null }, { actorId }: { actorId: string }): RecordKey[] {
  return payeeId === null ? [] : [key('user', payeeId), key('user', actorId)];
}
