import type { QueryContext } from '../kernel/operation.ts';
import { type Approval, approval, approvalStanding } from './approval.ts';
import type { ApprovalKind } from './approval-use.ts';

/** What somebody else must say yes to before a thing can be done, and whether they have. */
export interface AskedApproval {
  readonly kind: ApprovalKind;
  /** Of the request for exactly this; null where none was made. */
  readonly approvalId: string | null;
  readonly state: Exclude<ReturnType<typeof approvalStanding>, 'SPENT'> | null;
  readonly answer: string;
  readonly approverName: string | null;
}

/** The last request for exactly this. A yes that was spent was for what was done with it: the same once more is asked anew. */
export function askedApproval(
  { reader, nowMs }: Pick<QueryContext, 'reader' | 'nowMs'>,
  { kind, subjectId, request }: Pick<Approval, 'kind' | 'subjectId' | 'request'>,
): AskedApproval {
  const one = reader
    .find(approval, { subjectId }, { orderBy: 'requestedAtMs', descending: true, limit: 50 })
    .find((each) => each.kind === kind && each.request === request);
  const state = one ? approvalStanding(one, nowMs) : 'SPENT';
  if (!one || state === 'SPENT') return { kind, approvalId: null, state: null, answer: '', approverName: null };
  return { kind, approvalId: one.id, state, answer: one.answer, approverName: one.approverName };
}
