import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Counterfoil, ReceiptDocument, ReceiptLine } from './documents.ts';
import type { Figures } from './figures.ts';
import { BARE, letterheadBlock, qrBlock, rowsBlock, rule, tenderRows, title, totalRows } from './parts.ts';
import { mm } from './pdf.ts';
import type { Words } from './words.ts';

/** Rolls are 80 mm wide, of which thermal heads print 72 mm. */
const WIDTH = mm(80);
const MARGIN = mm(4);
const INNER = WIDTH - 2 * MARGIN;

/** The page of an 80 mm roll, as long as its content. */
export const ROLL = {
  pageSize: { width: WIDTH, height: 'auto' as const },
  pageMargins: [MARGIN, MARGIN, MARGIN, mm(8)] satisfies [number, number, number, number],
  fontSize: 8.5,
  inner: INNER,
};

export function receiptOnRoll(
  document: ReceiptDocument,
  counterfoil: Counterfoil,
  words: Words,
  figures: Figures,
): Pick<TDocumentDefinitions, 'content'> {
  return {
    content: [
      letterheadBlock(document.letterhead, words),
      rule(INNER),
      title(document, words),
      rowsBlock([
        [words.receiptNumber, document.receiptNumber, true],
        [words.invoiceNumber, document.invoiceNumber],
        [words.date, figures.date(document.businessDate)],
        [words.time, figures.dateAndTime(document.recordedAtMs)],
        [words.patient, document.patientName],
        [words.patientNumber, document.patientNumber],
      ]),
      rule(INNER),
      linesBlock(document.lines, words, figures),
      rule(INNER),
      rowsBlock(totalRows(document, words, figures)),
      rule(INNER),
      rowsBlock(tenderRows(document.tenders, words, figures)),
      rule(INNER),
      rowsBlock([
        [words.cashier, document.cashierName],
        [words.terminal, document.terminalCode],
      ]),
      { ...(qrBlock(counterfoil, mm(55), words) as object), margin: [0, 8, 0, 6] } as Content,
      { text: words.thanks, alignment: 'center' },
    ],
  };
}

/** On a narrow roll a line takes two: what it is, then how the amount comes about. */
function linesBlock(lines: readonly ReceiptLine[], words: Words, { money, rate }: Figures): Content {
  return {
    table: {
      widths: ['*', 'auto'],
      body: lines.flatMap((line) => [
        [{ text: line.name, bold: true, colSpan: 2 }, ''],
        [
          {
            text: `${line.quantity} × ${money(line.unitPriceMinor)} · ${words.tax} ${rate(line.taxRateBasisPoints)} ${money(line.taxMinor)} · ${line.hsnSac}`,
            fontSize: 7,
          },
          { text: money(line.amountMinor), alignment: 'right' },
        ],
      ]),
    },
    layout: BARE,
  };
}
