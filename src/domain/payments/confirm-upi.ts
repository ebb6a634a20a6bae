import { z } from 'zod';
import { advance } from '../advances/advance.ts';
import { maybeTyped, typed } from '../kernel/fields.ts';
import { type DecisionContext, defineOperation } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { payment } from './payment.ts';
import { type TenderAt, tenderAt, UPI_SOURCES, upiConfirmed, upiDisputed } from './upi-changes.ts';

const rights = {
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  // One statement covers a branch, and its counters must all hear of it.
  decidedAt: 'central',
} as const;

/** Says that the bank or the gateway has a UPI tender's money. */
export const confirmUpi = defineOperation({
  name: 'confirmUpi',
  ...rights,
  makes: [upiConfirmed],
  input: z.strictObject({ at: tenderAt, reference: typed(40), source: z.enum(UPI_SOURCES).default('statement') }),
  decide({ at, reference, source }, context) {
    const claim = claimAt(at, context);
    if ('refused' in claim) return claim;
    return {
      changes: [upiConfirmed.of({ ...claim, source, reference })],
      branchId: claim.branchId,
      result: { number: claim.number, amountMinor: claim.amountMinor },
    };
  },
});

/** Says that a UPI tender's money did not arrive. The payment stands; a manager has something to ask. */
export const disputeUpi = defineOperation({
  name: 'disputeUpi',
  ...rights,
  makes: [upiDisputed],
  input: z.strictObject({ at: tenderAt, reason: maybeTyped(300) }),
  decide({ at, reason }, context) {
    const claim = claimAt(at, context);
    if ('refused' in claim) return claim;
    return {
      changes: [upiDisputed.of({ ...claim, reason })],
      branchId: claim.branchId,
      result: { number: claim.number, amountMinor: claim.amountMinor },
    };
  },
});

function claimAt(at: TenderAt, { reader, actor }: Pick<DecisionContext, 'reader' | 'actor'>) {
  const receipt = receiptAt(reader, at);
  const tender = receipt?.tenders[at.tenderIndex];
  if (!receipt || !tender) return refuse('upi-claim-unknown', { number: receipt?.number ?? '' }) satisfies Refusal;
  const { branchId, patientId, number } = receipt;
  return { at, branchId, patientId, number, amountMinor: tender.amountMinor, byName: actor.name };
}

function receiptAt(reader: Reader, { kind, id }: TenderAt) {
  if (kind === 'advance') return reader.get(advance, id);
  const paid = reader.get(payment, id);
  return paid && { ...paid, number: paid.receiptNumber };
}
