import { bookEvents, isOfDrawer } from './book-events.ts';
import { inAndOut } from './day-book.ts';
import { EVENT_WORDS } from './event-words.ts';
import type { ExportKind, ExportValue } from './export-kind.ts';
import type { EventTender } from './money-events.ts';

/**
 * Every way of paying by itself: what a bank statement, a card settlement or a UPI report is compared with; and all cash
 * that went in or out of drawers, so that what is left of it after a till's Z is nothing.
 */
export const tenderLedger: ExportKind = {
  kind: 'tender-ledger',
  columns: [
    { title: 'Business date', type: 'date' },
    { title: 'Time', type: 'time' },
    { title: 'Means', type: 'text' },
    { title: 'Reference', type: 'text' },
    { title: 'Card', type: 'text' },
    { title: 'In', type: 'amount' },
    { title: 'Out', type: 'amount' },
    { title: 'What', type: 'text' },
    { title: 'Number', type: 'text' },
    { title: 'Patient', type: 'text' },
    { title: 'By', type: 'text' },
    { title: 'In the bank', type: 'text' },
    { title: 'Bank’s reference', type: 'text' },
    { title: 'Confirmed', type: 'time' },
  ],
  *rows(asked, reader) {
    for (const event of bookEvents(reader, asked)) {
      const { date, atMs, kind, byName } = event;
      const what = EVENT_WORDS[kind];
      if (isOfDrawer(event))
        yield [date, atMs, 'cash', event.reference, '', ...inAndOut(event), what, '', '', byName, ...NOT_IN_BANK];
      else
        for (const one of event.tenders) {
          const amounts = kind === 'refund' ? [null, one.amountMinor] : [one.amountMinor, null];
          const { number, patientName } = event;
          const said = [date, atMs, one.kind, one.reference ?? '', one.lastFour ?? '', ...amounts];
          yield [...said, what, number, patientName, byName, ...inBank(one)];
        }
    }
  },
};

const NOT_IN_BANK: readonly ExportValue[] = ['', '', null];

/** Nothing where there is nothing to look for in a bank: cash, cards, and what was given back. */
function inBank({ inBank }: EventTender): readonly ExportValue[] {
  return inBank ? [inBank.word, inBank.reference, inBank.confirmedAtMs] : NOT_IN_BANK;
}
