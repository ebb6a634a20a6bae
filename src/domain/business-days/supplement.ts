import { z } from 'zod';
import { advanceApplied, advanceReceived } from '../advances/changes.ts';
import { creditNoteIssued } from '../credit-notes/changes.ts';
import { documentReprinted } from '../documents/changes.ts';
import { estimateIssued } from '../estimates/changes.ts';
import { invoiceIssued } from '../invoices/changes.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { type EntryFacts, entryName } from '../kernel/entry-facts.ts';
import { id, instantMs, maybeText, text } from '../kernel/fields.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { paymentRecorded, receiptReprinted } from '../payments/changes.ts';
import { refundPaid } from '../refunds/changes.ts';
import {
  cashDropped,
  cashPaidIn,
  cashPaidOut,
  drawerCounted,
  drawerOpened,
  handoverAccepted,
  handoverOffered,
  handoverWithdrawn,
  tillClosed,
  tillOpened,
} from '../tills/changes.ts';
import { duesWaived } from '../waivers/changes.ts';
import { supplementAcknowledged } from './changes.ts';
import { dayId } from './day-keys.ts';
import { type DayTotals, dayTotals, NO_TOTALS, plus } from './day-totals.ts';

/**
 * What happened on a day and arrived after its lock. The locked day never changes: its figures and this together are the day
 * as since known. The entries themselves are listed as exceptions.
 */
export const supplementShape = z.object({
  id: text(80),
  branchId: id,
  /** The locked day on which it happened. */
  businessDate: calendarDate,
  totals: dayTotals,
  entries: z.number().int().min(0),
  /** The one counted last: an entry of several changes is one entry. */
  lastEntry: text(120),
  /** The first open days at which the entries arrived, and in which they count. */
  postedDates: z.array(calendarDate),
  lastRecordedAtMs: instantMs,
  /** A manager has seen the first so many entries. */
  acknowledged: z
    .object({ entries: z.number().int(), by: id, byName: text(120), atMs: instantMs, note: maybeText(300) })
    .nullable(),
  /** Entries that no manager has seen. */
  waiting: z.number().int().min(0),
});
export type Supplement = z.infer<typeof supplementShape>;

export const supplement: RecordType<Supplement> = defineRecord({
  name: 'supplement',
  shape: supplementShape,
  stream: 'management',
  columns: ['branchId', 'businessDate', 'waiting'],
  indexes: [
    ['branchId', 'businessDate'],
    ['waiting', 'businessDate'],
  ],
  handlers: [
    on(invoiceIssued, { fold: arrived(plus.invoice) }),
    on(creditNoteIssued, { fold: arrived(plus.creditNote) }),
    on(paymentRecorded, { fold: arrived(plus.payment) }),
    on(advanceReceived, { fold: arrived(plus.advance) }),
    on(advanceApplied, { fold: arrived(plus.applied) }),
    on(refundPaid, { fold: arrived(plus.refund) }),
    on(duesWaived, { fold: arrived(plus.waiver) }),
    on(receiptReprinted, { fold: arrived(plus.reprint) }),
    on(documentReprinted, { fold: arrived(plus.reprint) }),
    on(cashPaidIn, { fold: arrived(plus.paidIn) }),
    on(cashPaidOut, { fold: arrived(plus.paidOut) }),
    on(cashDropped, { fold: arrived(plus.drop) }),
    on(drawerOpened, { fold: arrived(plus.noSale) }),
    on(tillClosed, { fold: arrived(plus.z) }),
    // What adds nothing to the totals is listed, and counted, all the same.
    on(tillOpened, { fold: arrived(nothing) }),
    on(drawerCounted, { fold: arrived(nothing) }),
    on(handoverOffered, { fold: arrived(nothing) }),
    on(handoverWithdrawn, { fold: arrived(nothing) }),
    on(handoverAccepted, { fold: arrived(nothing) }),
    on(estimateIssued, { fold: arrived(nothing) }),
    on(supplementAcknowledged, {
      check: (one, body) => {
        if (!one || one.waiting === 0) return refuse('nothing-to-acknowledge', { date: body.businessDate });
        return body.entries > one.entries
          ? refuse('not-so-many-entries', { date: body.businessDate, entries: one.entries })
          : undefined;
      },
      fold: (one, { entries, byName, note }, entry) =>
        one && {
          ...one,
          acknowledged: { entries, by: entry.actorId, byName, atMs: entry.recordedAtMs, note },
          waiting: Math.max(0, one.entries - entries),
        },
    }),
  ],
});

function nothing(to: DayTotals): DayTotals {
  return to;
}

function arrived<Body>(add: (to: DayTotals, body: Body) => DayTotals) {
  return (one: Supplement | undefined, body: Body, entry: EntryFacts): Supplement => {
    const postedDates = one?.postedDates ?? [];
    const lastEntry = entryName(entry);
    const more = one?.lastEntry === lastEntry ? 0 : 1;
    return {
      id: dayId(entry.branchId, entry.businessDate),
      branchId: entry.branchId ?? '',
      businessDate: entry.businessDate,
      totals: add(one?.totals ?? NO_TOTALS, body),
      entries: (one?.entries ?? 0) + more,
      lastEntry,
      postedDates: postedDates.includes(entry.postedDate) ? postedDates : [...postedDates, entry.postedDate],
      lastRecordedAtMs: Math.max(one?.lastRecordedAtMs ?? 0, entry.recordedAtMs),
      acknowledged: one?.acknowledged ?? null,
      waiting: (one?.waiting ?? 0) + more,
    };
  };
}
