import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { APPROVAL_LASTS_MS, type Approval, approval, approvalStanding } from './approval.ts';
import { approverRefusal } from './approver-refusal.ts';
import { type AskedTill, askedTill } from './asked-till.ts';
import { factsOfRequest, type RequestFact } from './request-text.ts';

/** How often somebody has asked lately, and how it went. */
export interface RequesterHistory {
  readonly days: number;
  readonly asked: number;
  readonly approved: number;
  readonly rejected: number;
  readonly approvedMinor: number;
}

export interface PendingApproval extends Approval {
  /** What will be done, as the request says it. */
  readonly facts: { readonly [name: string]: RequestFact };
  /** Whose till is to be closed; null where none is. */
  readonly till: AskedTill | null;
  readonly expiresAtMs: number;
  /** Why the person who looks may not decide on it, e.g. `own-request`; null when they may. */
  readonly barred: string | null;
  readonly history: RequesterHistory;
}

const HISTORY_DAYS = 30;
const DAY_MS = 24 * 60 * 60_000;
const PENDING_MAX = 200;

/** Requests that wait for somebody's yes, oldest first, with what is known of who asks. */
export const pendingApprovals = defineQuery({
  name: 'pendingApprovals',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['cashier', 'back-office'],
  input: z.strictObject({
    /** Null: every branch that this terminal holds. */
    branchId: id.nullable().default(null),
  }),
  read({ branchId }, { reader, actor, nowMs }): readonly PendingApproval[] {
    const where = { branchId: branchId ?? undefined, state: 'REQUESTED', requestedAtMs: { from: nowMs - APPROVAL_LASTS_MS } };
    const waiting = reader.find(approval, where, { orderBy: 'requestedAtMs', limit: PENDING_MAX });
    const histories = new Map<string, RequesterHistory>();
    const historyFor = (requesterId: string) => {
      const known = histories.get(requesterId) ?? historyOf(reader, requesterId, nowMs);
      histories.set(requesterId, known);
      return known;
    };
    return waiting.map((one) => ({
      ...one,
      facts: factsOfRequest(one.request) ?? {},
      till: askedTill(reader, one),
      expiresAtMs: one.requestedAtMs + APPROVAL_LASTS_MS,
      barred: approverRefusal(one, actor.userId, { actorId: actor.userId, sessionId: actor.sessionId }, reader)?.code ?? null,
      history: historyFor(one.requesterId),
    }));
  },
});

function historyOf(reader: Reader, requesterId: string, nowMs: number): RequesterHistory {
  const lately = { requesterId, requestedAtMs: { from: nowMs - HISTORY_DAYS * DAY_MS } };
  const asked = reader.find(approval, lately, { orderBy: 'requestedAtMs', descending: true, limit: 1000 });
  const approved = asked.filter(({ state }) => state === 'APPROVED' || state === 'SPENT');
  return {
    days: HISTORY_DAYS,
    asked: asked.length,
    approved: approved.length,
    rejected: asked.filter(({ state }) => state === 'REJECTED').length,
    approvedMinor: approved.reduce((all, { amountMinor }) => all + amountMinor, 0),
  };
}

export interface DecidedApproval extends Approval {
  readonly standing: ReturnType<typeof approvalStanding>;
  /** Whose till was to be closed; null where none was. */
  readonly till: AskedTill | null;
}

/** Requests that nobody has to decide on any more, latest first: decided, spent, or too old. */
export const decidedApprovals = defineQuery({
  name: 'decidedApprovals',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office'],
  input: z.strictObject({
    branchId: id.nullable().default(null),
    requesterId: id.nullable().default(null),
    limit: z.number().int().min(1).max(500).default(100),
  }),
  read({ branchId, requesterId, limit }, { reader, nowMs }): readonly DecidedApproval[] {
    const where = { branchId: branchId ?? undefined, requesterId: requesterId ?? undefined };
    return reader
      .find(approval, where, { orderBy: 'requestedAtMs', descending: true, limit })
      .map((one) => ({ ...one, standing: approvalStanding(one, nowMs), till: askedTill(reader, one) }))
      .filter(({ standing }) => standing !== 'REQUESTED');
  },
});
