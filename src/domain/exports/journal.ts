import type { ExportKind } from './export-kind.ts';
import { vouchers } from './vouchers.ts';

/** Two lines and more for each voucher: account, debit or credit. */
export const journal: ExportKind = {
  kind: 'journal',
  columns: [
    { title: 'Date', type: 'date' },
    { title: 'Voucher type', type: 'text' },
    { title: 'Number', type: 'text' },
    { title: 'Refers to', type: 'text' },
    { title: 'Account', type: 'text' },
    { title: 'Debit', type: 'amount' },
    { title: 'Credit', type: 'amount' },
    { title: 'Party', type: 'text' },
    { title: 'Narration', type: 'text' },
    { title: 'Till', type: 'text' },
  ],
  *rows(asked, reader) {
    for (const { type, date, number, reference, party, narration, till, postings } of vouchers(reader, asked))
      for (const { account, amountMinor } of postings) {
        const sides = amountMinor > 0 ? [amountMinor, null] : [null, -amountMinor];
        yield [date, type, number, reference, account, ...sides, party, narration, till];
      }
  },
};
