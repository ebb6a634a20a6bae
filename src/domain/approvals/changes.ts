import { z } from 'zod';
import { defineChange, key } from '../kernel/change.ts';
import { id, maybeText, text } from '../kernel/fields.ts';
import { totalMinor } from '../kernel/money.ts';
import type { Role } from '../kernel/roles.ts';
import { APPROVAL_KINDS, payeeKeys, requestField } from './approval-use.ts';
import { decisionText } from './decision-text.ts';

/** Who may say yes to what others ask for. */
export const APPROVERS: readonly Role[] = ['manager', 'administrator'];

/** Ed25519, base64. */
const signature = z.string().regex(/^[A-Za-z0-9+/]{86}==$/);

/** Somebody asks a second person for what they may not do alone. */
export const approvalRequested = defineChange({
  name: 'approval.requested.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({
    approvalId: id,
    kind: z.enum(APPROVAL_KINDS),
    request: requestField,
    amountMinor: totalMinor,
    /** What it is about: an invoice, a visit, a payment, a till. */
    subjectId: id,
    patientId: id.nullable(),
    patientName: text(120).nullable(),
    /** The user who would get the money, where it is one. */
    payeeId: id.nullable(),
    reason: text(300),
    requesterName: text(120),
  }),
  touches: (body) => [key('approval', body.approvalId)],
  looksAt: (body, entry) => payeeKeys(body, entry),
  about: (body) => [body.subjectId, ...(body.patientId ? [body.patientId] : []), ...(body.payeeId ? [body.payeeId] : [])],
});

/** A second person said yes or no, and signed it with their own key. The entry may be of the requester's session: a step-up. */
export const approvalDecided = defineChange({
  name: 'approval.decided.v1',
  stream: 'money',
  nature: 'authority',
  shape: z.strictObject({
    approvalId: id,
    kind: z.enum(APPROVAL_KINDS),
    request: requestField,
    decision: z.enum(['approved', 'rejected']),
    approverId: id,
    approverName: text(120),
    reason: maybeText(300),
    signature,
  }),
  touches: (body) => [key('approval', body.approvalId)],
  looksAt: (body) => [key('user', body.approverId)],
  signedBy: (body) => ({ userId: body.approverId, roles: APPROVERS, text: decisionText(body), signature: body.signature }),
  about: (body) => [body.approverId],
});

export const approvalChanges = [approvalRequested, approvalDecided] as const;
