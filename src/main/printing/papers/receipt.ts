import type { Counterfoil, ReceiptDocument } from '../documents.ts';
import type { Block, Row } from '../layout.ts';
import { counterfoilBlock, inWords, linesTable, type Pen, RULE, tenderRows, titleBlocks, totalRows } from './parts.ts';

/** What was paid on an invoice, and how. */
export function receiptBlocks(document: ReceiptDocument, counterfoil: Counterfoil, pen: Pen): Block[] {
  const { words, figures } = pen;
  return [
    ...titleBlocks(words.receipt, document.duplicate, pen),
    {
      kind: 'facts',
      rows: [
        [words.receiptNumber, document.receiptNumber, true],
        [words.invoiceNumber, document.invoiceNumber],
        [words.patient, document.patientName],
        [words.patientNumber, document.patientNumber],
        [words.date, figures.date(document.businessDate)],
        [words.time, figures.dateAndTime(document.recordedAtMs)],
        [words.cashier, document.cashierName],
        [words.terminal, document.terminalCode],
      ],
    },
    RULE,
    linesTable(document.lines, pen),
    RULE,
    {
      kind: 'beside',
      main: [
        { kind: 'rows', rows: [...totalRows(document, pen), ...balanceRows(document, pen)] },
        RULE,
        { kind: 'rows', rows: tenderRows(document.tenders, pen) },
        ...inWords(document.receivedMinor, pen),
      ],
      aside: [counterfoilBlock(counterfoil, pen)],
      end: [{ kind: 'text', text: words.thanks, align: 'center' }],
    },
  ];
}

function balanceRows(document: ReceiptDocument, { words, figures: { money } }: Pen): Row[] {
  const { receivedMinor, totalMinor, balanceMinor, appliedMinor = 0 } = document;
  const rows: Row[] = [];
  if (appliedMinor > 0) rows.push([words.advanceApplied, money(appliedMinor)]);
  if (receivedMinor !== totalMinor) rows.push([words.received, money(receivedMinor), true]);
  if (balanceMinor > 0) rows.push([words.balance, money(balanceMinor), true]);
  return rows;
}
