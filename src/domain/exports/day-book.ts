import { terminal } from '../terminals/terminal.ts';
import { type BookEvent, bookEvents, isOfDrawer } from './book-events.ts';
import type { DrawerEvent } from './drawer-events.ts';
import { EVENT_WORDS } from './event-words.ts';
import type { ExportKind, ExportValue } from './export-kind.ts';
import type { MoneyEvent } from './money-events.ts';

/** Everything that happened to money, patients' and other cash, in the order of time, by the date on the paper. */
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
    { title: 'Other cash in', type: 'amount' },
    { title: 'Other cash out', type: 'amount' },
    { title: 'What for', type: 'text' },
    { title: 'Handed to', type: 'text' },
  ],
  *rows(asked, reader) {
    const codes = new Map<string, string>();
    const codeOf = ({ terminalId }: BookEvent) => {
      if (terminalId === null) return '';
      const code = codes.get(terminalId) ?? reader.get(terminal, terminalId)?.code ?? terminalId;
      codes.set(terminalId, code);
      return code;
    };
    for (const event of bookEvents(reader, asked))
      yield isOfDrawer(event) ? drawerRow(event, codeOf(event)) : patientsRow(event, codeOf(event));
  },
};

const RECEIVED: ReadonlySet<MoneyEvent['kind']> = new Set(['payment', 'advance', 'payer-payment']);
const WITHOUT_MONEY: ReadonlySet<MoneyEvent['kind']> = new Set([
  ...(['advance-applied', 'waiver', 'excess'] as const),
  ...(['payer-write-off', 'payer-passed'] as const),
]);

function patientsRow(event: MoneyEvent, code: string): ExportValue[] {
  const { date, postedDate, atMs, kind, number, reference, patientName, byName, amountMinor, tenders } = event;
  const billed = kind === 'invoice' ? amountMinor : kind === 'credit-note' ? -amountMinor : null;
  const received = RECEIVED.has(kind) ? amountMinor : null;
  const back = kind === 'refund' ? amountMinor : null;
  const settled = WITHOUT_MONEY.has(kind) ? amountMinor : null;
  const means = tenders.map((one) => one.kind).join(' + ');
  const said = [date, postedDate, atMs, EVENT_WORDS[kind], number, reference, patientName, code, byName];
  return [...said, billed, received, back, settled, means, null, null, why(event), ''];
}

/** Why dues were let go, and on whose word: `hardship, approved by Meena`. */
function why({ reason = '', approvedBy = null }: MoneyEvent): string {
  return [reason, ...(approvedBy === null ? [] : [`approved by ${approvedBy}`])].filter((one) => one !== '').join(', ');
}

function drawerRow(
  { date, postedDate, atMs, kind, reference, byName, payee, ...event }: DrawerEvent,
  code: string,
): ExportValue[] {
  const said = [date, postedDate, atMs, EVENT_WORDS[kind], '', reference, '', code, byName, null, null, null, null, 'cash'];
  return [...said, ...inAndOut(event), whatFor(event), payee];
}

/** A movement of a drawer in two columns. */
export function inAndOut({
  moreMinor,
}: Pick<DrawerEvent, 'moreMinor'>): readonly [inMinor: number | null, outMinor: number | null] {
  return moreMinor > 0 ? [moreMinor, null] : [null, -moreMinor];
}

/** Category and reason in one: `change money: from the safe`. */
export function whatFor({ category, reason }: Pick<DrawerEvent, 'category' | 'reason'>): string {
  return [category.replaceAll('-', ' '), reason].filter((one) => one !== '').join(': ');
}
