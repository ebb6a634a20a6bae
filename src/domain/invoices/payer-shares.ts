import { z } from 'zod';
import { branchAsked, branchOf } from '../business-days/branch-asked.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { sum } from '../kernel/money.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { type Invoice, invoice } from './invoice.ts';
import { payerDue, payerShareOf } from './payer-share.ts';

/** What others than the patients are to pay, by who. */
export interface PayerShare {
  readonly payerName: string;
  /** Credit notes, and what the patients are to pay after all, taken off. */
  readonly amountMinor: number;
  readonly paidMinor: number;
  /** Still to be paid. */
  readonly dueMinor: number;
  readonly invoices: readonly SharedInvoice[];
}

/** An invoice as its payer owes it. Minor units. */
export interface SharedInvoice extends Pick<Invoice, 'id' | 'number' | 'patientName' | 'businessDate' | 'totalMinor'> {
  readonly shareMinor: number;
  readonly paidMinor: number;
  readonly writtenOffMinor: number;
  /** Negative where a credit note took back what had been paid. */
  readonly dueMinor: number;
}

const PAGE = 1000;
/** Days that one answer may cover: a quarter. */
const MAX_DAYS = 93;

/** Shares of payers on the invoices of some days, and what of them is settled; whoever owes most first. */
export const payerShares = defineQuery({
  name: 'payerShares',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office'],
  input: z
    .strictObject({ branchId: branchAsked, from: calendarDate, to: calendarDate })
    .refine(({ from, to }) => (Date.parse(to) - Date.parse(from)) / 86_400_000 <= MAX_DAYS, {
      message: `is longer than ${MAX_DAYS} days`,
    }),
  read({ branchId, from, to }, { reader, place }): readonly PayerShare[] {
    const byPayer = new Map<string, Invoice[]>();
    for (const one of invoicesOf(reader, branchOf(branchId, place), from, to)) {
      if (one.payerName === null || (payerShareOf(one) === 0 && payerDue(one) === 0)) continue;
      const known = byPayer.get(one.payerName);
      if (known) known.push(one);
      else byPayer.set(one.payerName, [one]);
    }
    return [...byPayer].map(shareOf).sort((one, other) => other.dueMinor - one.dueMinor || other.amountMinor - one.amountMinor);
  },
});

function shareOf([payerName, theirs]: [string, Invoice[]]): PayerShare {
  return {
    payerName,
    amountMinor: sum(theirs.map(payerShareOf)),
    paidMinor: sum(theirs.map(({ payerPaidMinor }) => payerPaidMinor)),
    dueMinor: sum(theirs.map(payerDue)),
    invoices: theirs.map(shared),
  };
}

function shared(one: Invoice): SharedInvoice {
  const { id, number, patientName, businessDate, totalMinor, payerPaidMinor, payerWrittenOffMinor } = one;
  const settled = { paidMinor: payerPaidMinor, writtenOffMinor: payerWrittenOffMinor, dueMinor: payerDue(one) };
  return { id, number, patientName, businessDate, totalMinor, shareMinor: payerShareOf(one), ...settled };
}

/** Page by page, since one answer of the store holds a thousand at most: a day's invoices at a time where there are many. */
function* invoicesOf(reader: Reader, branchId: string, from: string, to: string): Iterable<Invoice> {
  const seen = new Set<string>();
  let first = from;
  for (;;) {
    const page = reader.find(invoice, { branchId, businessDate: { from: first, to } }, { orderBy: 'businessDate', limit: PAGE });
    const fresh = page.filter(({ id }) => !seen.has(id));
    for (const one of fresh) {
      seen.add(one.id);
      yield one;
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE || fresh.length === 0) return;
    first = last.businessDate;
  }
}
