import { z } from 'zod';
import { totalMinor } from '../kernel/money.ts';
import { addTakings, addTenders, NO_TAKINGS, type Tender, takings, takingsTotal } from '../payments/tender.ts';

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
});
export type DayTotals = z.infer<typeof dayTotals>;

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
};

/** What each change of money adds to a day's totals. */
export const plus = {
  payment: (to: DayTotals, { tenders, totalMinor }: { tenders: readonly Tender[]; totalMinor: number }): DayTotals => ({
    ...to,
    payments: to.payments + 1,
    takings: addTenders(to.takings, tenders),
    receivedMinor: to.receivedMinor + totalMinor,
  }),
  invoice: (to: DayTotals, body: { totalMinor: number; taxMinor: number }): DayTotals => ({
    ...to,
    invoices: to.invoices + 1,
    invoicedMinor: to.invoicedMinor + body.totalMinor,
    taxMinor: to.taxMinor + body.taxMinor,
  }),
  reprint: (to: DayTotals): DayTotals => ({ ...to, reprints: to.reprints + 1 }),
  z: (to: DayTotals, { z }: { z: { varianceMinor: number } }): DayTotals => ({
    ...to,
    zs: to.zs + 1,
    varianceMinor: to.varianceMinor + z.varianceMinor,
  }),
};

export function addTotals(one: DayTotals, other: DayTotals): DayTotals {
  const sums = addTakings(one.takings, other.takings);
  return {
    payments: one.payments + other.payments,
    takings: sums,
    receivedMinor: takingsTotal(sums),
    invoices: one.invoices + other.invoices,
    invoicedMinor: one.invoicedMinor + other.invoicedMinor,
    taxMinor: one.taxMinor + other.taxMinor,
    reprints: one.reprints + other.reprints,
    zs: one.zs + other.zs,
    varianceMinor: one.varianceMinor + other.varianceMinor,
  };
}
