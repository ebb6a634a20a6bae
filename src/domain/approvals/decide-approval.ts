import { z } from 'zod';
import { id, maybeText, maybeTyped } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { user } from '../staff/user.ts';
import { APPROVAL_KINDS, requestField } from './approval-use.ts';
import { APPROVERS, approvalDecided } from './changes.ts';
import { type DecidedOn, decisionText } from './decision-text.ts';

const input = z.strictObject({
  approvalId: id,
  /** As they were shown to whoever decides: what they did not see they cannot approve. */
  kind: z.enum(APPROVAL_KINDS),
  request: requestField,
  decision: z.enum(['approved', 'rejected']),
  reason: maybeTyped(300),
  /** Who decides, as the host found by login and password, and their signature. */
  signerId: id,
  signature: maybeText(100),
});

/**
 * A second person says yes or no to a request. The session may be anybody's who may see the request, even the requester's:
 * who decides is whoever types their login and password, and signs with the key that the password opens.
 */
export const decideApproval = defineOperation({
  name: 'decideApproval',
  roles: ['cashier', ...APPROVERS],
  terminals: ['cashier', 'back-office'],
  decidedAt: 'terminal',
  makes: [approvalDecided],
  hostMakes: 'signature',
  input,
  signs: (asked) => decisionText(decidedOn(asked)),
  decide(asked, { reader }) {
    if (asked.decision === 'rejected' && asked.reason === '') return refuse('reason-needed');
    const approver = reader.get(user, asked.signerId);
    if (!approver) return refuse('user-unknown');
    const said = { ...decidedOn(asked), approverName: approver.name, signature: asked.signature };
    return { changes: [approvalDecided.of(said)], result: { approverName: approver.name, decision: asked.decision } };
  },
});

function decidedOn({ signerId, signature: _, ...asked }: z.infer<typeof input>): DecidedOn {
  return { ...asked, approverId: signerId };
}
