import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { type Approval, approval, approvalStanding } from './approval.ts';
import { type AskedTill, askedTill } from './asked-till.ts';
import { factsOfRequest, type RequestFact } from './request-text.ts';

/** A request as whoever waits for its answer sees it. */
export interface ApprovalState {
  readonly approval: Approval;
  readonly standing: ReturnType<typeof approvalStanding>;
  readonly facts: { readonly [name: string]: RequestFact };
  /** Whose till is to be closed; null where none is. */
  readonly till: AskedTill | null;
}

/** One request; null where this terminal does not hold it. */
export const approvalState = defineQuery({
  name: 'approvalState',
  roles: ['cashier', 'manager', 'administrator'],
  terminals: ['cashier', 'back-office'],
  input: z.strictObject({ approvalId: id }),
  read({ approvalId }, { reader, nowMs }): ApprovalState | null {
    const one = reader.get(approval, approvalId);
    if (!one) return null;
    const facts = factsOfRequest(one.request) ?? {};
    return { approval: one, standing: approvalStanding(one, nowMs), facts, till: askedTill(reader, one) };
  },
});
