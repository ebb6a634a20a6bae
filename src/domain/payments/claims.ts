import { z } from 'zod';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { instantMs, maybeText, text } from '../kernel/fields.ts';
import type { Handler } from '../kernel/record.ts';
import { on } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import {
  CLAIM_SOURCES,
  claimConfirmed,
  claimDisputed,
  confirmationWithdrawn,
  normalReference,
  type TenderAt,
} from './claim-changes.ts';
import type { Tender, TenderKind } from './tender.ts';

/** Ways of paying that are only claimed at the counter: what the patient shows is no money in the bank yet. */
export const CLAIMED_KINDS = ['upi', 'bank'] as const satisfies readonly TenderKind[];
export type ClaimedKind = (typeof CLAIMED_KINDS)[number];
export type ClaimedTender = Extract<Tender, { readonly kind: ClaimedKind }>;

export function isClaimed(tender: Tender | undefined): tender is ClaimedTender {
  return tender !== undefined && CLAIMED_KINDS.some((kind) => kind === tender.kind);
}

/** What became of the claimed tenders of a receipt. */
export const claimFields = {
  /** Tenders that the bank has not confirmed: claimed, disputed since, or confirmed wrongly. */
  unconfirmedTenders: z.number().int().min(0),
  /** What was found last of each of them that something was found of. */
  tendersFound: z.array(
    z.object({
      tenderIndex: z.number().int(),
      state: z.enum(['CONFIRMED', 'DISPUTED', 'WITHDRAWN']),
      /** The bank's; empty where it has none. */
      reference: maybeText(40),
      source: z.enum(CLAIM_SOURCES).nullable(),
      reason: maybeText(300),
      byName: text(120),
      atMs: instantMs,
    }),
  ),
};
const claimShape = z.object(claimFields);
export type TenderFound = z.infer<typeof claimShape>['tendersFound'][number];

interface Claims extends z.infer<typeof claimShape> {
  readonly patientId: string;
  readonly branchId: string;
  readonly tenders: readonly Tender[];
}

type Said = Pick<z.infer<typeof claimDisputed.shape>, 'at' | 'branchId' | 'patientId' | 'number' | 'amountMinor'>;

/** As claimed: nothing found yet. */
export function claimed(tenders: readonly Tender[]): z.infer<typeof claimShape> {
  return { unconfirmedTenders: tenders.filter(isClaimed).length, tendersFound: [] };
}

/** How a payment or an advance takes up what the bank says of its claimed tenders. */
export function claimHandlers<Rec extends Claims>(numberOf: (one: Rec) => string): Handler<Rec>[] {
  return [
    on<Rec, z.infer<typeof claimConfirmed.shape>>(claimConfirmed, {
      check: (one, body) => openRefusal(one, body, numberOf),
      fold: (one, { at, reference, source, byName }, entry) =>
        one && found(one, { ...foundBy(at, byName, entry), state: 'CONFIRMED', reference, source, reason: '' }),
    }),
    on<Rec, z.infer<typeof claimDisputed.shape>>(claimDisputed, {
      check: (one, body) => openRefusal(one, body, numberOf),
      fold: (one, { at, reason, byName }, entry) =>
        one && found(one, { ...foundBy(at, byName, entry), state: 'DISPUTED', reference: '', source: null, reason }),
    }),
    on<Rec, z.infer<typeof confirmationWithdrawn.shape>>(confirmationWithdrawn, {
      check: (one, body) => claimRefusal(one, body, numberOf) ?? confirmedRefusal(one, body),
      fold: (one, { at, reason, byName }, entry) =>
        one && found(one, { ...foundBy(at, byName, entry), state: 'WITHDRAWN', reference: '', source: null, reason }),
    }),
  ];
}

function foundBy({ tenderIndex }: TenderAt, byName: string, { recordedAtMs: atMs }: EntryFacts) {
  return { tenderIndex, byName, atMs };
}

/** What was found last stands. */
function found<Rec extends Claims>(one: Rec, now: TenderFound): Rec {
  const tendersFound = [...one.tendersFound.filter(({ tenderIndex }) => tenderIndex !== now.tenderIndex), now];
  const confirmed = tendersFound.filter(({ state }) => state === 'CONFIRMED').length;
  return { ...one, tendersFound, unconfirmedTenders: claimed(one.tenders).unconfirmedTenders - confirmed };
}

/** What confirms the tender; undefined: nothing does. */
export function confirmationOf(
  one: { readonly tendersFound: readonly TenderFound[] },
  at: Pick<TenderAt, 'tenderIndex'>,
): TenderFound | undefined {
  return one.tendersFound.find(({ tenderIndex, state }) => tenderIndex === at.tenderIndex && state === 'CONFIRMED');
}

/** Why this is not about a claimed tender of this receipt. */
function claimRefusal<Rec extends Claims>(
  one: Rec | undefined,
  { at, branchId, patientId, number, amountMinor }: Said,
  numberOf: (one: Rec) => string,
): Refusal | undefined {
  const tender = one?.tenders[at.tenderIndex];
  const isIt = one && isClaimed(tender) && one.branchId === branchId && one.patientId === patientId;
  if (!isIt || numberOf(one) !== number) return refuse('claim-unknown', { number });
  return tender.amountMinor === amountMinor
    ? undefined
    : refuse('claim-amount-differs', { number, amountMinor: tender.amountMinor, givenMinor: amountMinor });
}

/** Why the tender does not wait for an answer. What was confirmed stays so until the confirmation is withdrawn. */
function openRefusal<Rec extends Claims>(one: Rec | undefined, body: Said, numberOf: (one: Rec) => string): Refusal | undefined {
  const refusal = claimRefusal(one, body, numberOf);
  if (refusal || !one) return refusal;
  return confirmationOf(one, body.at) ? refuse('claim-confirmed-already', { number: body.number }) : undefined;
}

/** Why there is no such confirmation to withdraw. */
function confirmedRefusal(one: Claims | undefined, body: Said & { readonly reference: string }): Refusal | undefined {
  const confirmed = one && confirmationOf(one, body.at);
  const isIt = confirmed && normalReference(confirmed.reference) === normalReference(body.reference);
  return isIt ? undefined : refuse('claim-not-confirmed', { number: body.number });
}
