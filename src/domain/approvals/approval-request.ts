import type { Decision, DecisionContext } from '../kernel/operation.ts';
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

/** The decision of an operation that asks for an approval. The operation says `makes: [approvalRequested]`. */
export function approvalRequest(
  { patientId = null, patientName = null, payeeId = null, ...asked }: AskedFor,
  { actor, newId }: Pick<DecisionContext, 'actor' | 'newId'>,
): Decision<RequestedApproval> {
  const approvalId = newId();
  const said = { approvalId, ...asked, patientId, patientName, payeeId, requesterName: actor.name };
  return { changes: [approvalRequested.of(said)], result: { approvalId, request: asked.request } };
}
