import { z } from 'zod';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { instantMs, maybeText, text } from '../kernel/fields.ts';
import type { Handler } from '../kernel/record.ts';
import { on } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import type { Tender } from './tender.ts';
import { type TenderAt, upiConfirmed, upiDisputed } from './upi-changes.ts';

/** What became of UPI tenders, whose money a patient's phone had shown and the bank had not. */
export const upiFields = {
  /** UPI tenders that the bank has not confirmed: claimed, or disputed since. */
  unconfirmedUpi: z.number().int().min(0),
  /** What was found of the others. */
  upiFound: z.array(
    z.object({
      tenderIndex: z.number().int(),
      state: z.enum(['CONFIRMED', 'DISPUTED']),
      /** The bank's; empty where it has none. */
      reference: maybeText(40),
      reason: maybeText(300),
      byName: text(120),
      atMs: instantMs,
    }),
  ),
};
const upiShape = z.object(upiFields);
type UpiFound = z.infer<typeof upiShape>['upiFound'][number];

interface Claims extends z.infer<typeof upiShape> {
  readonly patientId: string;
  readonly branchId: string;
  readonly tenders: readonly Tender[];
}

/** As claimed: nothing found yet. */
export function claimed(tenders: readonly Tender[]): z.infer<typeof upiShape> {
  return { unconfirmedUpi: tenders.filter(({ kind }) => kind === 'upi').length, upiFound: [] };
}

/** How a payment or an advance takes up what the bank says of its UPI tenders. */
export function upiHandlers<Rec extends Claims>(numberOf: (one: Rec) => string): Handler<Rec>[] {
  return [
    on<Rec, z.infer<typeof upiConfirmed.shape>>(upiConfirmed, {
      check: (one, body) => claimRefusal(one, body, numberOf),
      fold: (one, { at, reference, byName }, entry) =>
        one && found(one, { ...foundBy(at, byName, entry), state: 'CONFIRMED', reference, reason: '' }),
    }),
    on<Rec, z.infer<typeof upiDisputed.shape>>(upiDisputed, {
      check: (one, body) => claimRefusal(one, body, numberOf),
      fold: (one, { at, reason, byName }, entry) =>
        one && found(one, { ...foundBy(at, byName, entry), state: 'DISPUTED', reference: '', reason }),
    }),
  ];
}

function foundBy({ tenderIndex }: TenderAt, byName: string, { recordedAtMs: atMs }: EntryFacts) {
  return { tenderIndex, byName, atMs };
}

/** What was found last stands. */
function found<Rec extends Claims>(one: Rec, now: UpiFound): Rec {
  const upiFound = [...one.upiFound.filter(({ tenderIndex }) => tenderIndex !== now.tenderIndex), now];
  const confirmed = upiFound.filter(({ state }) => state === 'CONFIRMED').length;
  return { ...one, upiFound, unconfirmedUpi: claimed(one.tenders).unconfirmedUpi - confirmed };
}

/** Why this says nothing about a UPI tender that waits for it. What was confirmed stays so. */
function claimRefusal<Rec extends Claims>(
  one: Rec | undefined,
  { at, branchId, patientId, number, amountMinor }: z.infer<typeof upiDisputed.shape> | z.infer<typeof upiConfirmed.shape>,
  numberOf: (one: Rec) => string,
): Refusal | undefined {
  const tender = one?.tenders[at.tenderIndex];
  const isIt = one && tender?.kind === 'upi' && one.branchId === branchId && one.patientId === patientId;
  if (!isIt || numberOf(one) !== number) return refuse('upi-claim-unknown', { number });
  if (tender.amountMinor !== amountMinor)
    return refuse('upi-amount-differs', { number, amountMinor: tender.amountMinor, givenMinor: amountMinor });
  const isConfirmed = one.upiFound.some(({ tenderIndex, state }) => tenderIndex === at.tenderIndex && state === 'CONFIRMED');
  return isConfirmed ? refuse('upi-confirmed-already', { number }) : undefined;
}
