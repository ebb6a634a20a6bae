import { z } from 'zod';
import { maybeTyped, typed } from '../kernel/fields.ts';
import { type DecisionContext, defineOperation } from '../kernel/operation.ts';
import { isRefusal, refuse } from '../kernel/refusal.ts';
import { isReference } from './bank-reference.ts';
import { CLAIM_SOURCES, claimConfirmed, claimDisputed, confirmationWithdrawn, type TenderAt, tenderAt } from './claim-changes.ts';
import { confirmationOf, isClaimed } from './claims.ts';
import { receiptAt } from './receipt-at.ts';

const rights = {
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  // One statement covers a branch, and its counters must all hear of it.
  decidedAt: 'central',
} as const;

/** Says that the bank or the gateway has a claimed tender's money, and as which transaction. */
export const confirmTender = defineOperation({
  name: 'confirmTender',
  ...rights,
  makes: [claimConfirmed],
  input: z.strictObject({ at: tenderAt, reference: typed(40), source: z.enum(CLAIM_SOURCES) }),
  decide({ at, reference, source }, context) {
    const claim = claimAt(at, context);
    if (isRefusal(claim)) return claim;
    if (!isReference(reference)) return refuse('reference-malformed', { reference });
    return { changes: [claimConfirmed.of({ ...claim.said, source, reference })], ...claim.answer };
  },
});

/** Says that a claimed tender's money did not arrive. The payment stands; a manager has something to ask. */
export const disputeTender = defineOperation({
  name: 'disputeTender',
  ...rights,
  makes: [claimDisputed],
  input: z.strictObject({ at: tenderAt, reason: maybeTyped(300) }),
  decide({ at, reason }, context) {
    const claim = claimAt(at, context);
    if (isRefusal(claim)) return claim;
    return { changes: [claimDisputed.of({ ...claim.said, reason })], ...claim.answer };
  },
});

/** Takes back a confirmation that was wrong. The tender waits for the bank again. */
export const withdrawConfirmation = defineOperation({
  name: 'withdrawConfirmation',
  ...rights,
  makes: [confirmationWithdrawn],
  input: z.strictObject({ at: tenderAt, reason: typed(300) }),
  decide({ at, reason }, context) {
    const claim = claimAt(at, context);
    if (isRefusal(claim)) return claim;
    const { confirmed, said, answer } = claim;
    if (!confirmed) return refuse('claim-not-confirmed', { number: said.number });
    return { changes: [confirmationWithdrawn.of({ ...said, reference: confirmed.reference, reason })], ...answer };
  },
});

function claimAt(at: TenderAt, { reader, actor }: Pick<DecisionContext, 'reader' | 'actor'>) {
  const receipt = receiptAt(reader, at);
  const tender = receipt?.tenders[at.tenderIndex];
  if (!receipt || !isClaimed(tender)) return refuse('claim-unknown', { number: receipt?.number ?? '' });
  const { branchId, patientId, number } = receipt;
  const { amountMinor } = tender;
  return {
    said: { at, branchId, patientId, number, amountMinor, byName: actor.name },
    answer: { branchId, result: { number, amountMinor } },
    confirmed: confirmationOf(receipt, at),
  };
}
