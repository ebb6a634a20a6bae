import { terminal } from '../terminals/terminal.ts';
import type { ExportKind } from './export-kind.ts';
import { moneyEvents } from './money-events.ts';

/** Everything that happened to patients' money, in the order of time, by the date on the paper. */
export const dayBook: ExportKind = {
  kind: 'day-book',
  columns: [
    { title: 'Business date', type: 'date' },
    { title: 'Counted in', type: 'date' },
    { title: 'Time', type: 'time' },
    { title: 'What', type: 'text' },
    { title: 'Number', type: 'text' },
    { title: 'Refers to', type: 'text' },
    { title: 'Patient', type: 'text' },
    { title: 'Terminal', type: 'text' },
    { title: 'By', type: 'text' },
    { title: 'Billed', type: 'amount' },
    { title: 'Received', type: 'amount' },
    { title: 'Paid back', type: 'amount' },
    { title: 'Settled without money', type: 'amount' },
    { title: 'Means', type: 'text' },
  ],
  *rows(asked, reader) {
    for (const event of moneyEvents(reader, asked)) {
      const { date, postedDate, atMs, kind, number, reference, patientName, terminalId, byName, amountMinor, tenders } = event;
      const code = terminalId === null ? '' : (reader.get(terminal, terminalId)?.code ?? terminalId);
      const billed = kind === 'invoice' ? amountMinor : kind === 'credit-note' ? -amountMinor : null;
      const received = kind === 'payment' || kind === 'advance' ? amountMinor : null;
      const back = kind === 'refund' ? amountMinor : null;
      const settled = kind === 'advance-applied' || kind === 'waiver' || kind === 'excess' ? amountMinor : null;
      const means = tenders.map((one) => one.kind).join(' + ');
      const said = [date, postedDate, atMs, kind, number, reference, patientName, code, byName];
      yield [...said, billed, received, back, settled, means];
    }
  },
};
