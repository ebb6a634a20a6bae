import type { ExportKind } from './export-kind.ts';
import { moneyEvents } from './money-events.ts';

/** Every way of paying by itself: what a bank statement, a card settlement or a UPI report is compared with. */
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
    for (const { date, atMs, kind, number, patientName, byName, tenders } of moneyEvents(reader, asked)) {
      const isOut = kind === 'refund';
      for (const one of tenders) {
        const amounts = isOut ? [null, one.amountMinor] : [one.amountMinor, null];
        yield [date, atMs, one.kind, one.reference ?? '', one.lastFour ?? '', ...amounts, kind, number, patientName, byName];
      }
    }
  },
};
