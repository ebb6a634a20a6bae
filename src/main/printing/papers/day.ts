import type { DayAmounts, DayDocument, SupplementDocument } from '../documents.ts';
import type { Block, Row, TableRow } from '../layout.ts';
import type { Words } from '../words.ts';
import { maybe, type Pen, RULE, titleBlocks } from './parts.ts';

/** A business day: as it was closed, as it has become known since, and the tills in it. */
export function dayBlocks(day: DayDocument, pen: Pen): Block[] {
  const { words, figures } = pen;
  return [
    ...titleBlocks(words.day, 0, pen),
    ...(day.incomplete ? [{ kind: 'mark', text: words.incomplete } as const] : []),
    {
      kind: 'facts',
      rows: [
        [words.date, figures.date(day.date), true],
        [words.branch, day.letterhead.branchName],
        [words.state, day.locked ? words.locked : words.open],
        ...maybe(words.lockedAt, day.lockedAtMs === null ? null : figures.dateAndTime(day.lockedAtMs)),
        ...maybe(words.lockedBy, day.lockedByName),
        ...maybe(words.missing, day.missing.join(', ')),
        ...maybe(words.reason, day.reason),
      ],
    },
    RULE,
    amountsTable(day, pen),
    RULE,
    tillsTable(day, pen),
    { kind: 'signature', label: words.signature },
  ];
}

/** What arrived for a day after its lock, and that a manager has seen it. */
export function supplementBlocks(supplement: SupplementDocument, pen: Pen): Block[] {
  const { words, figures } = pen;
  return [
    ...titleBlocks(words.supplement, 0, pen),
    {
      kind: 'facts',
      rows: [
        [words.date, figures.date(supplement.date), true],
        [words.branch, supplement.letterhead.branchName],
        ...(supplement.amounts
          ? amountRows(supplement.amounts, pen, (supplement.amounts.handoverMinor ?? 0) !== 0)
          : [[words.lateEntries, '0'] as const]),
      ],
    },
    RULE,
    { kind: 'text', text: words.lateEntries, strong: true },
    {
      kind: 'table',
      columns: [left(words.entry), left(words.terminal), left(words.occurred), left(words.countsIn), right(words.amount)],
      rows: supplement.entries.map(
        ({ what, number, terminalCode, occurredAtMs, countsIn, amountMinor }): TableRow => ({
          cells: [
            `${kindOf(what, words)} ${number ?? ''}`.trim(),
            terminalCode,
            figures.dateAndTime(occurredAtMs),
            figures.date(countsIn),
            figures.money(amountMinor),
          ],
        }),
      ),
    },
    { kind: 'signature', label: words.signature },
  ];
}

function amountsTable({ asClosed, asSinceKnown }: DayDocument, pen: Pen): Block {
  const { words } = pen;
  // A day that was locked before they were added up is printed as it always was.
  const handovers = !asClosed || asClosed.handoverMinor !== undefined;
  const known = amountRows(asSinceKnown, pen, handovers);
  if (!asClosed) return { kind: 'rows', rows: known };
  const closed = amountRows(asClosed, pen, handovers);
  return {
    kind: 'table',
    columns: [left(''), right(words.asClosed), right(words.asSinceKnown)],
    rows: known.map(([label, value], index): TableRow => {
      const before = closed[index]?.[1] ?? '';
      return { cells: [label, before, value], detail: `${words.asClosed} ${before}`, strong: false };
    }),
  };
}

/** What a day came to. A locked day of before these were counted has nothing of the later ones. */
function amountRows(of: DayAmounts, { words, figures: { money } }: Pen, handovers: boolean): Row[] {
  return [
    [words.invoices, String(of.invoices)],
    [words.invoiced, money(of.invoicedMinor)],
    [words.payments, String(of.payments)],
    ...of.takings.map(({ kind, amountMinor }): Row => [words[kind], money(amountMinor)]),
    [words.total, money(of.receivedMinor), true],
    [`${words.advances} × ${of.advances}`, money(of.advancesMinor)],
    [`${words.refunds} × ${of.refunds}`, money(of.refundedMinor)],
    [`${words.creditNotes} × ${of.creditNotes}`, money(of.creditedMinor)],
    [words.discounts, money(of.discountsMinor)],
    [words.waived, money(of.waivedMinor)],
    [words.paidInTotal, money(of.paidInMinor)],
    [words.paidOutTotal, money(of.paidOutMinor)],
    [words.drops, money(of.dropsMinor)],
    [words.noSales, String(of.noSales)],
    [words.variance, money(of.varianceMinor)],
    ...(handovers ? [[words.atHandovers, money(of.handoverMinor ?? 0)] as const] : []),
    [words.reprints, String(of.reprints)],
  ];
}

function tillsTable({ tills }: DayDocument, { words, figures: { money } }: Pen): Block {
  return {
    kind: 'table',
    columns: [left(words.cashier), left(words.terminal), left(words.zNumber), right(words.variance), right(words.received)],
    rows: tills.map(
      ({ cashierName, terminalCode, zNumber, varianceMinor, receivedMinor }): TableRow => ({
        cells: [
          cashierName,
          terminalCode,
          zNumber === null ? words.open : `Z ${zNumber}`,
          varianceMinor === null ? '' : money(varianceMinor),
          money(receivedMinor),
        ],
        strong: false,
      }),
    ),
  };
}

/** What an entry is called; one that is new to this program keeps its own name. */
function kindOf(kind: string, words: Words): string {
  const word = KINDS[kind];
  return word ? words[word] : kind;
}

const KINDS: Readonly<Record<string, keyof Words>> = {
  invoice: 'kindInvoice',
  'credit-note': 'kindCreditNote',
  estimate: 'kindEstimate',
  payment: 'kindPayment',
  advance: 'kindAdvance',
  'advance-applied': 'advanceApplied',
  refund: 'refunds',
  waiver: 'waived',
  reprint: 'reprints',
  'till-opened': 'opened',
  'till-closed': 'closed',
  'paid-in': 'paidInTotal',
  'paid-out': 'paidOutTotal',
  drop: 'drops',
  'no-sale': 'noSales',
  count: 'cashCount',
  handover: 'handedTo',
};

const left = (head: string) => ({ head, align: 'left' as const });
const right = (head: string) => ({ head, align: 'right' as const });
