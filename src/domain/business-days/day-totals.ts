import { z } from 'zod';
import { totalMinor } from '../kernel/money.ts';
import { addTakings, addTenders, NO_TAKINGS, type Tender, type TenderKind, takings, takingsTotal } from '../payments/tender.ts';
import type { ZTotals } from '../tills/z.ts';

const count = z.number().int().min(0);

/** Money of a day. Minor units. */
export const dayTotals = z.strictObject({
  payments: count,
  /** Net of change. */
  takings,
  /** The takings' sum. */
  receivedMinor: totalMinor,
  invoices: count,
  /** Tax included. */
  invoicedMinor: totalMinor,
  taxMinor: totalMinor,
  reprints: count,
  /** Tills closed, that is Zs made. */
  zs: count,
  /** Counted less expected, over those tills. */
  varianceMinor: z.number().int(),
  /**
   * What the next cashiers counted less what they were handed, over those tills: no part of the variance, since each of them
   * begins with their own count. Figures that were locked before it was added up lack it for good.
   */
  handoverMinor: z.number().int().optional(),
  /** Money received in advance; its tenders are in the takings. */
  advances: count,
  advancesMinor: totalMinor,
  /** Advances that were put against invoices. */
  appliedMinor: totalMinor,
  /** Given back to patients, by tender. */
  refunds: count,
  refunded: takings,
  refundedMinor: totalMinor,
  creditNotes: count,
  /** Tax included. */
  creditedMinor: totalMinor,
  discountsMinor: totalMinor,
  waivedMinor: totalMinor,
  /** Cash that is no sale. */
  paidInMinor: totalMinor,
  paidOutMinor: totalMinor,
  dropsMinor: totalMinor,
  noSales: count,
  /** Taken otherwise than in cash, with no slip or message there at the close. Not missing money. */
  unprovenMinor: totalMinor,
});
export type DayTotals = z.infer<typeof dayTotals>;

/** The sums that came later. Figures that were locked before lack them. */
const LATER = {
  advances: 0,
  advancesMinor: 0,
  appliedMinor: 0,
  refunds: 0,
  refunded: NO_TAKINGS,
  refundedMinor: 0,
  creditNotes: 0,
  creditedMinor: 0,
  discountsMinor: 0,
  waivedMinor: 0,
  paidInMinor: 0,
  paidOutMinor: 0,
  dropsMinor: 0,
  noSales: 0,
  unprovenMinor: 0,
};
type Later = keyof typeof LATER;

/** A day's totals as a lock says them. */
export const lockedTotals = dayTotals.partial(
  Object.fromEntries(Object.keys(LATER).map((name) => [name, true])) as Record<Later, true>,
);

/** With nothing for the sums that were not yet made when it was locked. */
export function allTotals(locked: z.infer<typeof lockedTotals>): DayTotals {
  return { ...LATER, ...(locked as DayTotals) };
}

export const NO_TOTALS: DayTotals = {
  payments: 0,
  takings: NO_TAKINGS,
  receivedMinor: 0,
  invoices: 0,
  invoicedMinor: 0,
  taxMinor: 0,
  reprints: 0,
  zs: 0,
  varianceMinor: 0,
  handoverMinor: 0,
  ...LATER,
};

/** How often money was taken in: payments and advances, which the takings' sum is made of. */
export function timesTaken({ payments, advances = 0 }: { payments: number; advances?: number | undefined }): number {
  return payments + advances;
}

/** All that was missing (below nothing) or too much: when tills were counted, and when the next cashier counted them. Minor units. */
export function varianceInAll({ varianceMinor, handoverMinor = 0 }: Differences): number {
  return varianceMinor + handoverMinor;
}

interface Differences {
  readonly varianceMinor: number;
  readonly handoverMinor?: number | undefined;
}

/** What was billed less what credit notes took back, whatever day the bill is of. Minor units; may be below nothing. */
export function netInvoicedMinor({ invoicedMinor, creditedMinor }: DayTotals): number {
  return invoicedMinor - creditedMinor;
}

/** What each change of money adds to a day's totals. */
export const plus = {
  payment: (to: DayTotals, { tenders, totalMinor }: { tenders: readonly Tender[]; totalMinor: number }): DayTotals => ({
    ...to,
    payments: to.payments + 1,
    takings: addTenders(to.takings, tenders),
    receivedMinor: to.receivedMinor + totalMinor,
  }),
  invoice: (to: DayTotals, body: Invoiced): DayTotals => ({
    ...to,
    invoices: to.invoices + 1,
    invoicedMinor: to.invoicedMinor + body.totalMinor,
    taxMinor: to.taxMinor + body.taxMinor,
    discountsMinor: to.discountsMinor + (body.discount?.amountMinor ?? 0),
  }),
  creditNote: (to: DayTotals, body: { totalMinor: number }): DayTotals => ({
    ...to,
    creditNotes: to.creditNotes + 1,
    creditedMinor: to.creditedMinor + body.totalMinor,
  }),
  advance: (to: DayTotals, { tenders, totalMinor }: { tenders: readonly Tender[]; totalMinor: number }): DayTotals => ({
    ...to,
    takings: addTenders(to.takings, tenders),
    receivedMinor: to.receivedMinor + totalMinor,
    advances: to.advances + 1,
    advancesMinor: to.advancesMinor + totalMinor,
  }),
  refund: (to: DayTotals, { tender: kind, amountMinor }: { tender: TenderKind } & Amount): DayTotals => ({
    ...to,
    refunds: to.refunds + 1,
    refunded: addTenders(to.refunded, [{ kind, amountMinor }]),
    refundedMinor: to.refundedMinor + amountMinor,
  }),
  waiver: (to: DayTotals, body: Amount): DayTotals => ({ ...to, waivedMinor: to.waivedMinor + body.amountMinor }),
  applied: (to: DayTotals, body: { amountMinor: number }): DayTotals => ({
    ...to,
    appliedMinor: to.appliedMinor + body.amountMinor,
  }),
  reprint: (to: DayTotals): DayTotals => ({ ...to, reprints: to.reprints + 1 }),
  z: (to: DayTotals, { z }: { z: Counted }): DayTotals => ({
    ...to,
    zs: to.zs + 1,
    varianceMinor: to.varianceMinor + z.varianceMinor,
    handoverMinor: (to.handoverMinor ?? 0) + (z.handedOver?.differenceMinor ?? 0),
    unprovenMinor: to.unprovenMinor + (z.proofs?.missingMinor ?? 0),
  }),
  paidIn: (to: DayTotals, body: Amount): DayTotals => ({ ...to, paidInMinor: to.paidInMinor + body.amountMinor }),
  paidOut: (to: DayTotals, body: Amount): DayTotals => ({ ...to, paidOutMinor: to.paidOutMinor + body.amountMinor }),
  drop: (to: DayTotals, body: Amount): DayTotals => ({ ...to, dropsMinor: to.dropsMinor + body.amountMinor }),
  noSale: (to: DayTotals): DayTotals => ({ ...to, noSales: to.noSales + 1 }),
};

type Amount = { readonly amountMinor: number };
type Counted = Pick<ZTotals, 'varianceMinor' | 'proofs' | 'handedOver'>;
type Invoiced = { readonly totalMinor: number; readonly taxMinor: number; readonly discount?: Amount | undefined };

const SUMS = [
  'payments',
  'invoices',
  'invoicedMinor',
  'taxMinor',
  'reprints',
  'zs',
  'varianceMinor',
  'advances',
  'advancesMinor',
  'appliedMinor',
  'refunds',
  'creditNotes',
  'creditedMinor',
  'discountsMinor',
  'waivedMinor',
  'paidInMinor',
  'paidOutMinor',
  'dropsMinor',
  'noSales',
  'unprovenMinor',
] as const;

export function addTotals(one: DayTotals, other: DayTotals): DayTotals {
  const sums = addTakings(one.takings, other.takings);
  const refunded = addTakings(one.refunded, other.refunded);
  const added = Object.fromEntries(SUMS.map((name) => [name, one[name] + other[name]])) as Pick<DayTotals, (typeof SUMS)[number]>;
  return {
    ...added,
    handoverMinor: (one.handoverMinor ?? 0) + (other.handoverMinor ?? 0),
    takings: sums,
    receivedMinor: takingsTotal(sums),
    refunded,
    refundedMinor: takingsTotal(refunded),
  };
}
