import { z } from 'zod';
import { text, typed } from '../kernel/fields.ts';
import { amountMinor, sum, totalMinor } from '../kernel/money.ts';

export const TENDER_KINDS = ['cash', 'card', 'upi', 'bank'] as const;
export type TenderKind = (typeof TENDER_KINDS)[number];

const taken = amountMinor.refine((amount) => amount > 0, { message: 'is nothing' });
const lastFour = z.string().regex(/^\d{4}$/, { message: 'is not the last four digits of a card' });

/**
 * One way of paying, as it is kept. `amountMinor` is what the clinic keeps of it: cash is given as `tenderedMinor`, of which
 * `changeMinor` went back over the counter and never counts as taken.
 */
export const tender = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cash'), amountMinor: taken, tenderedMinor: taken, changeMinor: amountMinor }),
  /** `reference`: the card machine's approval or slip number. */
  z.strictObject({ kind: z.literal('card'), amountMinor: taken, reference: text(40), lastFour }),
  /** `reference`: the UPI transaction, as the payer shows it. Claimed here: the bank confirms it later (`claims.ts`). */
  z.strictObject({ kind: z.literal('upi'), amountMinor: taken, reference: text(40) }),
  /** `reference`: the transfer's UTR number, as the payer's bank gives it. Claimed, like UPI. */
  z.strictObject({ kind: z.literal('bank'), amountMinor: taken, reference: text(40) }),
]);
export type Tender = z.infer<typeof tender>;

/** The cashier was told that no statement has such a number, has read it once more, and it is all that the payer can show. */
const readAgain = z.literal(true).optional();

/** The cashier was told on which receipt this number stands already, and says that the one transfer pays for both. */
const paysMore = z.literal(true).optional();

/** One way of paying, as a cashier enters it. The change is computed. */
export const enteredTender = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cash'), amountMinor: taken, tenderedMinor: taken }),
  z.strictObject({ kind: z.literal('card'), amountMinor: taken, reference: typed(40), lastFour }),
  z.strictObject({ kind: z.literal('upi'), amountMinor: taken, reference: typed(40), readAgain, paysMore }),
  z.strictObject({ kind: z.literal('bank'), amountMinor: taken, reference: typed(40), readAgain, paysMore }),
]);
export type EnteredTender = z.infer<typeof enteredTender>;

/** A tender as it is kept: of cash with its change. That a reference is odd or stands twice shows in itself. */
export function asKept(one: EnteredTender): Tender {
  switch (one.kind) {
    case 'cash':
      return { ...one, changeMinor: Math.max(0, one.tenderedMinor - one.amountMinor) };
    case 'card':
      return one;
    case 'upi':
    case 'bank': {
      const { readAgain: _, paysMore: __, ...kept } = one;
      return kept;
    }
    default:
      return one satisfies never;
  }
}

/** What went back over the counter. */
export function changeOf(tenders: readonly Tender[]): number {
  return sum(tenders.map((one) => (one.kind === 'cash' ? one.changeMinor : 0)));
}

/** What was taken by each way of paying, net of change. Minor units. `bank` is absent in Zs made before there were transfers. */
export const takings = z.strictObject({ cash: totalMinor, card: totalMinor, upi: totalMinor, bank: totalMinor.optional() });
export type Takings = z.infer<typeof takings>;

export const NO_TAKINGS: Required<Takings> = { cash: 0, card: 0, upi: 0, bank: 0 };

export function addTenders(to: Takings, tenders: readonly Pick<Tender, 'kind' | 'amountMinor'>[]): Required<Takings> {
  const sums = { ...NO_TAKINGS, ...to };
  for (const { kind, amountMinor } of tenders) sums[kind] += amountMinor;
  return sums;
}

export function addTakings(one: Takings, other: Takings): Required<Takings> {
  return {
    cash: one.cash + other.cash,
    card: one.card + other.card,
    upi: one.upi + other.upi,
    bank: (one.bank ?? 0) + (other.bank ?? 0),
  };
}

export function takingsTotal(of: Takings): number {
  return of.cash + of.card + of.upi + (of.bank ?? 0);
}

export function tendersTotal(tenders: readonly Pick<Tender, 'amountMinor'>[]): number {
  return sum(tenders.map((one) => one.amountMinor));
}
