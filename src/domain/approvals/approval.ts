import { z } from 'zod';
import { creditNoteIssued } from '../credit-notes/changes.ts';
import { invoiceIssued } from '../invoices/changes.ts';
import type { ChangeType } from '../kernel/change.ts';
import { type EntryFacts, entryName } from '../kernel/entry-facts.ts';
import { id, instantMs, maybeText, text } from '../kernel/fields.ts';
import { totalMinor } from '../kernel/money.ts';
import { defineRecord, type Handler, on, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { payerSettled } from '../payers/changes.ts';
import { refundPaid } from '../refunds/changes.ts';
import { payeeRefusal } from '../staff/payee.ts';
import { cashPaidOut, tillClosed } from '../tills/changes.ts';
import { duesWaived } from '../waivers/changes.ts';
import { APPROVAL_KINDS, type ApprovalUse, requestField } from './approval-use.ts';
import { approverRefusal } from './approver-refusal.ts';
import { approvalDecided, approvalRequested } from './changes.ts';
import { agreesWithText } from './request-text.ts';

/** A request and the yes to it last so long: what was agreed to yesterday is asked for again. */
export const APPROVAL_LASTS_MS = 24 * 60 * 60_000;

const USED_AGAIN_KEPT = 20;

/** A request for a second person's yes, and what became of it. */
export const approvalShape = z.object({
  id,
  kind: z.enum(APPROVAL_KINDS),
  /** EXPIRED is computed from the age (see `approvalStanding`). */
  state: z.enum(['REQUESTED', 'APPROVED', 'REJECTED', 'SPENT']),
  request: requestField,
  amountMinor: totalMinor,
  subjectId: id,
  patientId: id.nullable(),
  patientName: text(120).nullable(),
  payeeId: id.nullable(),
  reason: text(300),
  branchId: id.nullable(),
  requesterId: id,
  requesterName: text(120),
  /** The login session and terminal it was asked for in. */
  sessionId: id.nullable(),
  terminalId: id,
  requestedAtMs: instantMs,
  businessDate: z.string(),
  approverId: id.nullable(),
  approverName: text(120).nullable(),
  /** What the approver said to it. */
  answer: maybeText(300),
  decidedAtMs: instantMs.nullable(),
  /** Approved over the requester's own session: the approver typed their password at the requester's screen. */
  sameSession: z.boolean(),
  /** Decided at the terminal it was asked for at. */
  sameTerminal: z.boolean(),
  /** The entry that did what was approved: `terminal/epoch/seq`. */
  spentBy: text(120).nullable(),
  spentAtMs: instantMs.nullable(),
  /** Entries that used it though it was spent, at counters that had not heard of it: the first twenty. */
  usedAgain: z.array(z.object({ entry: text(120), userId: id, terminalId: id, atMs: instantMs })).max(USED_AGAIN_KEPT),
});
export type Approval = z.infer<typeof approvalShape>;

export const approval: RecordType<Approval> = defineRecord({
  name: 'approval',
  shape: approvalShape,
  stream: 'money',
  columns: ['branchId', 'state', 'requesterId', 'subjectId', 'businessDate', 'requestedAtMs'],
  indexes: [
    ['branchId', 'state', 'requestedAtMs'],
    ['branchId', 'businessDate'],
    ['state', 'requestedAtMs'],
    ['requesterId', 'requestedAtMs'],
    ['subjectId', 'requestedAtMs'],
  ],
  handlers: [
    on(approvalRequested, {
      check: (one, body, entry, reader) => {
        if (one) return refuse('approval-exists');
        return agreesWithText(body) ? payeeRefusal(reader, body.payeeId, entry.actorId) : refuse('request-differs');
      },
      fold: (one, { approvalId, ...body }, entry) => one ?? { ...NOT_DECIDED, ...body, ...askedIn(entry), id: approvalId },
    }),
    on(approvalDecided, {
      check: (one, body, entry, reader) => {
        if (!one) return refuse('approval-unknown');
        if (one.state !== 'REQUESTED') return refuse('approval-decided', { state: one.state });
        if (body.kind !== one.kind || body.request !== one.request || !agreesWithText(one)) return refuse('request-differs');
        return expiredRefusal(one, entry) ?? approverRefusal(one, body.approverId, entry, reader);
      },
      fold: (one, { decision, approverId, approverName, reason }, entry) =>
        one?.state === 'REQUESTED'
          ? {
              ...one,
              ...{ state: decision === 'approved' ? 'APPROVED' : 'REJECTED', approverId, approverName, answer: reason },
              decidedAtMs: entry.recordedAtMs,
              sameSession: entry.sessionId !== null && entry.sessionId === one.sessionId,
              sameTerminal: entry.terminalId === one.terminalId,
            }
          : one,
    }),
    spentBy(refundPaid),
    spentBy(duesWaived),
    // What needs an approval and spends it, one line each: `spentBy(refundPaid),`.
    spentBy(cashPaidOut),
    spentBy(invoiceIssued),
    spentBy(creditNoteIssued),
    spentBy(tillClosed),
    spentBy(payerSettled),
  ],
});

const NOT_DECIDED = {
  ...({ state: 'REQUESTED', approverId: null, approverName: null, answer: '', decidedAtMs: null } as const),
  ...{ sameSession: false, sameTerminal: false, spentBy: null, spentAtMs: null, usedAgain: [] },
};

function askedIn({ branchId, actorId, sessionId, terminalId, recordedAtMs, businessDate }: EntryFacts) {
  return { branchId, requesterId: actorId, sessionId, terminalId, requestedAtMs: recordedAtMs, businessDate };
}

/** How a change that carries `approval: approvalUse.optional()` spends what it names: once, and for exactly what was approved. */
export function spentBy<Body extends { readonly approval?: ApprovalUse | undefined }>(
  change: ChangeType<Body>,
): Handler<Approval> {
  return on<Approval, Body>(change, {
    check: (one, body, entry) => body.approval && spendRefusal(one, body.approval, entry),
    fold: (one, body, entry) => (one && one.request === body.approval?.request ? spent(one, entry) : one),
  });
}

/** What was done on it happened, the second time too: what is left to do is to say so. */
function spent(one: Approval, entry: EntryFacts): Approval {
  const { actorId: userId, terminalId, recordedAtMs: atMs } = entry;
  if (one.state === 'APPROVED') return { ...one, state: 'SPENT', spentBy: entryName(entry), spentAtMs: atMs };
  if (one.state !== 'SPENT') return one;
  const usedAgain = [...one.usedAgain, { entry: entryName(entry), userId, terminalId, atMs }].slice(0, USED_AGAIN_KEPT);
  return { ...one, usedAgain };
}

function spendRefusal(one: Approval | undefined, use: ApprovalUse, entry: EntryFacts): Refusal | undefined {
  if (one?.state === 'SPENT') return refuse('approval-spent');
  if (one?.state !== 'APPROVED') return refuse('approval-not-approved', { state: one?.state ?? null });
  return use.request === one.request ? expiredRefusal(one, entry) : refuse('request-differs');
}

function expiredRefusal(one: Approval, { recordedAtMs }: EntryFacts): Refusal | undefined {
  return isExpired(one, recordedAtMs) ? refuse('approval-expired', { requestedAtMs: one.requestedAtMs }) : undefined;
}

function isExpired({ state, requestedAtMs }: Approval, nowMs: number): boolean {
  return (state === 'REQUESTED' || state === 'APPROVED') && nowMs - requestedAtMs > APPROVAL_LASTS_MS;
}

/** The state as people see it now. */
export function approvalStanding(one: Approval, nowMs: number): Approval['state'] | 'EXPIRED' {
  return isExpired(one, nowMs) ? 'EXPIRED' : one.state;
}
