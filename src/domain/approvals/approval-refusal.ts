import type { Reader } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { approval } from './approval.ts';
import type { ApprovalKind, ApprovalUse } from './approval-use.ts';

/**
 * Why what is to be done is not what was approved. For a consumer's decision and for the check of its own record; that the
 * approval is fresh and is spent once is checked by the approval itself (see `spentBy`).
 * @param use undefined: none was given, though what is to be done needs one
 * @param request `requestText` of exactly what is to be done, from the consumer's own facts
 */
export function approvalRefusal(
  reader: Reader,
  kind: ApprovalKind,
  use: ApprovalUse | undefined,
  request: string,
): Refusal | undefined {
  if (!use) return refuse('approval-needed', { kind });
  const one = reader.get(approval, use.approvalId);
  if (one?.state === 'SPENT') return refuse('approval-spent');
  if (one?.state !== 'APPROVED') return refuse('approval-not-approved', { state: one?.state ?? null });
  return one.kind === kind && one.request === request && use.request === request ? undefined : refuse('request-differs');
}
