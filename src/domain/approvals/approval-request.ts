import type { Decision, DecisionContext } from '../kernel/operation.ts';
import { type Approval, approval, approvalStanding } from './approval.ts';
import type { ApprovalKind } from './approval-use.ts';
import { approvalRequested } from './changes.ts';

/** What an operation asks a second person for. */
export interface AskedFor {
  readonly kind: ApprovalKind;
  /** From `requestText`: exactly what will be done. */
  readonly request: string;
  readonly amountMinor: number;
  /** What it is about: an invoice, a visit, a payment, a till. */
  readonly subjectId: string;
  readonly patientId?: string | null;
  readonly patientName?: string | null;
  /** The user who would get the money, where it is one. */
  readonly payeeId?: string | null;
  readonly reason: string;
}

export interface RequestedApproval {
  readonly approvalId: string;
  /** The text that the change spending the approval repeats. */
  readonly request: string;
}

/**
 * The decision of an operation that asks for an approval. The operation says `makes: [approvalRequested]`. Asked again by the same
 * person for exactly the same, it is the request that waits or was agreed to: a key that bounces asks once.
 */
export function approvalRequest(
  { patientId = null, patientName = null, payeeId = null, ...asked }: AskedFor,
  context: Pick<DecisionContext, 'reader' | 'actor' | 'place' | 'nowMs' | 'newId'>,
): Decision<RequestedApproval> {
  const before = askedBefore(asked, context);
  if (before) return { changes: [], result: { approvalId: before.id, request: before.request } };
  const approvalId = context.newId();
  const said = { approvalId, ...asked, patientId, patientName, payeeId, requesterName: context.actor.name };
  return { changes: [approvalRequested.of(said)], result: { approvalId, request: asked.request } };
}

/** Requests about one thing that are looked through for the same one, latest first. */
const LOOKED_THROUGH = 50;

function askedBefore(
  { kind, subjectId, request }: Pick<AskedFor, 'kind' | 'subjectId' | 'request'>,
  { reader, actor, place, nowMs }: Pick<DecisionContext, 'reader' | 'actor' | 'place' | 'nowMs'>,
): Approval | undefined {
  const latest = { orderBy: 'requestedAtMs', descending: true, limit: LOOKED_THROUGH } as const;
  return reader.find(approval, { subjectId }, latest).find((one) => {
    const isTheirs = one.requesterId === actor.userId && one.terminalId === place.terminalId;
    return isTheirs && one.kind === kind && one.request === request && isUnspent(one, nowMs);
  });
}

/** It waits for an answer, or was agreed to and is not used yet. */
export function isUnspent(one: Approval, nowMs: number): boolean {
  const standing = approvalStanding(one, nowMs);
  return standing === 'REQUESTED' || standing === 'APPROVED';
}
