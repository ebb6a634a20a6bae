import type { Counterfoil, CreditNoteDocument } from '../documents.ts';
import type { Block } from '../layout.ts';
import { placeOfSupply, taxTable } from './gst.ts';
import { counterfoilBlock, inWords, linesTable, maybe, type Pen, RULE, titleBlocks, totalRows } from './parts.ts';

/** What of an invoice is taken back. It names the invoice it corrects. */
export function creditNoteBlocks(document: CreditNoteDocument, counterfoil: Counterfoil, pen: Pen): Block[] {
  const { words, figures } = pen;
  const { toAdvanceMinor } = document;
  return [
    ...titleBlocks(words.creditNote, document.duplicate, pen),
    {
      kind: 'facts',
      rows: [
        [words.creditNoteNumber, document.number, true],
        [words.againstInvoice, `${document.invoiceNumber} ${words.ofDate} ${figures.date(document.invoiceDate)}`],
        [words.patient, document.patientName],
        [words.patientNumber, document.patientNumber],
        [words.reason, document.reason],
        [words.date, figures.date(document.businessDate)],
        [words.time, figures.dateAndTime(document.issuedAtMs)],
        ...maybe(words.placeOfSupply, placeOfSupply(document.letterhead.gstin)),
        [words.cashier, document.cashierName],
        ...maybe(words.approvedBy, document.approverName),
        [words.terminal, document.terminalCode],
      ],
    },
    RULE,
    linesTable(document.lines, pen),
    RULE,
    {
      kind: 'beside',
      main: [
        {
          kind: 'rows',
          rows: [
            ...totalRows(document, pen),
            ...(toAdvanceMinor > 0 ? [[words.toAdvance, figures.money(toAdvanceMinor)] as const] : []),
          ],
        },
        ...inWords(document.totalMinor, pen),
        ...taxTable(document.letterhead, document.lines, pen),
      ],
      aside: [counterfoilBlock(counterfoil, pen)],
    },
    { kind: 'signature', label: words.signature },
  ];
}
