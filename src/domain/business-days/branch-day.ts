import { z } from 'zod';
import { advanceApplied, advanceReceived } from '../advances/changes.ts';
import { creditNoteIssued } from '../credit-notes/changes.ts';
import { documentReprinted } from '../documents/changes.ts';
import { invoiceIssued } from '../invoices/changes.ts';
import { calendarDate } from '../kernel/calendar.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { id, text } from '../kernel/fields.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { paymentRecorded, receiptReprinted } from '../payments/changes.ts';
import { refundPaid } from '../refunds/changes.ts';
import { cashDropped, cashPaidIn, cashPaidOut, drawerOpened, tillClosed } from '../tills/changes.ts';
import { duesWaived } from '../waivers/changes.ts';
import { dayId } from './day-keys.ts';
import { type DayTotals, dayTotals, NO_TOTALS, plus } from './day-totals.ts';

/** What counts in a branch's day, as it comes in. It moves no more once the day is locked. */
export const branchDayShape = z.object({
  id: text(80),
  branchId: id,
  date: calendarDate,
  /** Everything posted to this day. */
  totals: dayTotals,
  /** Of that, what happened on earlier days and arrived after their lock. */
  late: dayTotals,
});
export type BranchDay = z.infer<typeof branchDayShape>;

export const branchDay: RecordType<BranchDay> = defineRecord({
  name: 'branch-day',
  shape: branchDayShape,
  stream: 'management',
  columns: ['branchId', 'date'],
  indexes: [['branchId', 'date']],
  handlers: [
    on(invoiceIssued, { fold: posted(plus.invoice) }),
    on(creditNoteIssued, { fold: posted(plus.creditNote) }),
    on(paymentRecorded, { fold: posted(plus.payment) }),
    on(advanceReceived, { fold: posted(plus.advance) }),
    on(advanceApplied, { fold: posted(plus.applied) }),
    on(refundPaid, { fold: posted(plus.refund) }),
    on(duesWaived, { fold: posted(plus.waiver) }),
    on(receiptReprinted, { fold: posted(plus.reprint) }),
    on(documentReprinted, { fold: posted(plus.reprint) }),
    on(cashPaidIn, { fold: posted(plus.paidIn) }),
    on(cashPaidOut, { fold: posted(plus.paidOut) }),
    on(cashDropped, { fold: posted(plus.drop) }),
    on(drawerOpened, { fold: posted(plus.noSale) }),
    on(tillClosed, { fold: posted(plus.z) }),
  ],
});

function posted<Body>(add: (to: DayTotals, body: Body) => DayTotals) {
  return (day: BranchDay | undefined, body: Body, entry: EntryFacts): BranchDay => {
    const { totals, late } = day ?? { totals: NO_TOTALS, late: NO_TOTALS };
    return {
      id: dayId(entry.branchId, entry.postedDate),
      branchId: entry.branchId ?? '',
      date: entry.postedDate,
      totals: add(totals, body),
      late: entry.late ? add(late, body) : late,
    };
  };
}
