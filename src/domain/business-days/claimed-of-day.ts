import { advance } from '../advances/advance.ts';
import { addDays } from '../kernel/calendar.ts';
import { everyBetween } from '../kernel/every-between.ts';
import type { Reader } from '../kernel/record.ts';
import type { ClaimedKind } from '../payments/claims.ts';
import { payment } from '../payments/payment.ts';
import { ofAdvance, ofPayment } from '../payments/receipt-at.ts';
import { claimsOfReceipt } from '../payments/unconfirmed-tenders.ts';

/** So far back what came late to a day is looked for. */
const LATE_DAYS = 60;

/** Of what was collected, what patients only showed on a phone: the bank has not confirmed it yet. Minor units. */
export type ClaimedOfDay = Readonly<Record<ClaimedKind, number>>;

/**
 * What is claimed of the money that counts in a day. It falls as the bank confirms it, after the day's lock too.
 * @param hasLate money of earlier days counts in this one
 */
export function claimedOfDay(reader: Reader, branchId: string, date: string, hasLate: boolean): ClaimedOfDay {
  const open = {
    where: { branchId, unconfirmedTenders: { from: 1 } },
    field: 'businessDate' as const,
    ...{ from: hasLate ? addDays(date, -LATE_DAYS) : date, to: date },
  };
  const sums = { upi: 0, bank: 0 };
  const add = (receipt: Parameters<typeof claimsOfReceipt>[0]) => {
    for (const { kind, amountMinor } of claimsOfReceipt(receipt)) sums[kind] += amountMinor;
  };
  for (const one of everyBetween(reader, payment, open)) if (one.postedDate === date) add(ofPayment(one));
  for (const one of everyBetween(reader, advance, open)) if (one.postedDate === date) add(ofAdvance(one));
  return sums;
}
