import type { ApprovalKind } from './approval-use.ts';
import { canonicalText } from './request-text.ts';

/** What an approver decides on, and how. */
export interface DecidedOn {
  readonly approvalId: string;
  readonly kind: ApprovalKind;
  readonly request: string;
  readonly decision: 'approved' | 'rejected';
  readonly approverId: string;
  readonly reason: string;
}

/**
 * The text an approver signs. It names the request's id beside its words, so that a signature serves no second request of
 * the same words, and the decision, so that no no becomes a yes.
 */
export function decisionText({ approvalId, kind, request, decision, approverId, reason }: DecidedOn): string {
  return canonicalText({ approvalId, kind, request, decision, approverId, reason });
}
