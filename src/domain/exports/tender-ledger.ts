import { bookEvents, isOfDrawer } from './book-events.ts';
import { inAndOut } from './day-book.ts';
import type { ExportKind } from './export-kind.ts';

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
  ],
  *rows(asked, reader) {
    for (const event of bookEvents(reader, asked)) {
      const { date, atMs, kind, byName } = event;
      if (isOfDrawer(event)) yield [date, atMs, 'cash', event.reference, '', ...inAndOut(event), kind, '', '', byName];
      else
        for (const one of event.tenders) {
          const amounts = kind === 'refund' ? [null, one.amountMinor] : [one.amountMinor, null];
          const { number, patientName } = event;
          yield [date, atMs, one.kind, one.reference ?? '', one.lastFour ?? '', ...amounts, kind, number, patientName, byName];
        }
    }
  },
};
