import type { Counterfoil, EstimateDocument } from '../documents.ts';
import type { Block } from '../layout.ts';
import { counterfoilBlock, inWords, linesTable, maybe, type Pen, RULE, titleBlocks, totalRows } from './parts.ts';

/** What something would cost. It is no bill, and says so. */
export function estimateBlocks(document: EstimateDocument, counterfoil: Counterfoil, pen: Pen): Block[] {
  const { words, figures } = pen;
  return [
    ...titleBlocks(words.estimate, document.duplicate, pen),
    {
      kind: 'facts',
      rows: [
        [words.estimateNumber, document.number, true],
        [words.validUntil, figures.date(document.validUntil), true],
        [words.patient, document.patientName],
        [words.patientNumber, document.patientNumber],
        ...maybe(words.doctor, document.doctorName),
        [words.date, figures.date(document.businessDate)],
        [words.time, figures.dateAndTime(document.issuedAtMs)],
        [words.cashier, document.cashierName],
        [words.terminal, document.terminalCode],
        ...maybe(words.note, document.note),
      ],
    },
    RULE,
    linesTable(document.lines, pen),
    RULE,
    {
      kind: 'beside',
      main: [{ kind: 'rows', rows: totalRows(document, pen) }, ...inWords(document.totalMinor, pen)],
      aside: [counterfoilBlock(counterfoil, pen)],
    },
    { kind: 'text', text: words.notAnInvoice, small: true },
  ];
}
