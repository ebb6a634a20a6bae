import type { StatementDocument } from '../documents.ts';
import type { Block, TableRow } from '../layout.ts';
import { inWords, type Pen, RULE, titleBlocks } from './parts.ts';

const KINDS = {
  invoice: 'kindInvoice',
  'credit-note': 'kindCreditNote',
  waiver: 'waived',
  payment: 'kindPayment',
  advance: 'kindAdvance',
  refund: 'refunded',
} as const satisfies Record<StatementDocument['lines'][number]['what'], keyof Pen['words']>;

/** A patient's account: what was owed and paid, line by line, and what stands now. */
export function statementBlocks(statement: StatementDocument, pen: Pen): Block[] {
  const { words, figures } = pen;
  const { money, date } = figures;
  const shown = (minor: number) => (minor === 0 ? '' : money(minor));
  return [
    ...titleBlocks(words.statement, 0, pen),
    {
      kind: 'facts',
      rows: [
        [words.patient, statement.patientName, true],
        [words.patientNumber, statement.patientNumber],
        [words.from, date(statement.from)],
        [words.to, date(statement.to)],
        [words.taken, figures.dateAndTime(statement.madeAtMs)],
      ],
    },
    RULE,
    {
      kind: 'table',
      columns: [words.entry, words.date, words.debit, words.credit, words.standing].map((head, index) => ({
        head,
        align: index < 2 ? 'left' : 'right',
      })),
      rows: [
        { cells: [words.brought, '', '', '', money(statement.broughtMinor)], detail: '', strong: false },
        ...statement.lines.map(({ date: on, what, number, debitMinor, creditMinor, balanceMinor }): TableRow => {
          const amounts = [
            debitMinor && `${words.debit} ${money(debitMinor)}`,
            creditMinor && `${words.credit} ${money(creditMinor)}`,
          ];
          return {
            cells: [`${words[KINDS[what]]} ${number}`, date(on), shown(debitMinor), shown(creditMinor), money(balanceMinor)],
            detail: [date(on), ...amounts].filter(Boolean).join(' · '),
            strong: false,
          };
        }),
      ],
    },
    RULE,
    {
      kind: 'rows',
      rows: [
        [words.totalDue, money(statement.dueMinor), true],
        [words.advanceBalance, money(statement.advanceMinor), true],
      ],
    },
    ...inWords(statement.dueMinor, pen),
  ];
}
