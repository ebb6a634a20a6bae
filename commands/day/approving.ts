import type { RequestedApproval } from '#domain/approvals/approval-request.ts';
import type { ApprovalKind, ApprovalUse } from '#domain/approvals/approval-use.ts';
import type { Answer } from '#protocol/counter-api.ts';
import { granted } from '../counter-client.ts';
import { type Counter, until } from './counters.ts';
import { MANAGER, PASSWORD } from './plan.ts';

/** Somebody says yes to a request at a counter, by typing their login and password over whoever's session it is. */
export function decide(
  counter: Counter,
  kind: ApprovalKind,
  { approvalId, request }: ApprovalUse,
  login: string,
): Promise<Answer<unknown>> {
  const said = { approvalId, kind, request, decision: 'approved' as const, reason: 'As agreed', login, password: PASSWORD };
  return counter.client.call.operations.decideApproval(said);
}

/** Asked for at a counter, and agreed to by the manager over the cashier's session. */
export async function approvedAtCounter(
  counter: Counter,
  kind: ApprovalKind,
  asked: Promise<Answer<RequestedApproval>>,
): Promise<ApprovalUse> {
  const use = useOf(granted(await asked, `a request for a ${kind} at ${counter.name}`));
  granted(await decide(counter, kind, use, MANAGER), `the approval of a ${kind} at ${counter.name}`);
  return use;
}

/** Asked for at a counter, and agreed to by the manager at the back office, whose yes comes back over the network. */
export async function approvedAtOffice(
  counter: Counter,
  office: Counter,
  kind: ApprovalKind,
  asked: Promise<Answer<RequestedApproval>>,
): Promise<ApprovalUse> {
  const use = useOf(granted(await asked, `a request for a ${kind} at ${counter.name}`));
  await until(`the back office sees the request for a ${kind}`, 60_000, async () => {
    const pending = granted(await office.client.call.queries.pendingApprovals({}), 'the requests');
    return pending.some(({ id }) => id === use.approvalId);
  });
  granted(await decide(office, kind, use, MANAGER), `the approval of a ${kind} at the back office`);
  await until(`${counter.name} hears of the approval of a ${kind}`, 60_000, async () => {
    const state = granted(await counter.client.call.queries.approvalState({ approvalId: use.approvalId }), 'the request');
    return state?.standing === 'APPROVED';
  });
  return use;
}

function useOf({ approvalId, request }: RequestedApproval): ApprovalUse {
  return { approvalId, request };
}
