import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Counterfoil, ReceiptDocument, ReceiptLine } from './documents.ts';
import type { Figures } from './figures.ts';
import { letterheadBlock, qrBlock, rowsBlock, rule, tenderRows, title, totalRows } from './parts.ts';
import { mm } from './pdf.ts';
import type { Words } from './words.ts';

const MARGIN = mm(12);
const INNER = mm(148) - 2 * MARGIN;

export const A5_SHEET = { pageSize: 'A5' as const, pageMargins: MARGIN, fontSize: 9 };

export function receiptOnA5(
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
      headBlock(document, words, figures),
      linesBlock(document.lines, words, figures),
      {
        columns: [
          qrBlock(counterfoil, mm(50), words),
          [
            rowsBlock(totalRows(document, words, figures)),
            { text: '', margin: [0, 3] },
            rowsBlock(tenderRows(document.tenders, words, figures)),
            { text: words.signature, alignment: 'right', margin: [0, 40, 0, 0], fontSize: 8 },
          ],
        ],
        columnGap: 12,
        unbreakable: true,
      },
    ],
  };
}

function headBlock(document: ReceiptDocument, words: Words, figures: Figures): Content {
  return {
    columns: [
      rowsBlock([
        [words.receiptNumber, document.receiptNumber, true],
        [words.invoiceNumber, document.invoiceNumber],
        [words.patient, document.patientName],
        [words.patientNumber, document.patientNumber],
      ]),
      rowsBlock([
        [words.date, figures.date(document.businessDate)],
        [words.time, figures.dateAndTime(document.recordedAtMs)],
        [words.cashier, document.cashierName],
        [words.terminal, document.terminalCode],
      ]),
    ],
    columnGap: 16,
    margin: [0, 2, 0, 8],
  };
}

function linesBlock(lines: readonly ReceiptLine[], words: Words, { money, rate }: Figures): Content {
  const right = (text: string): TableCell => ({ text, alignment: 'right' });
  const head = [words.item, words.hsnSac, words.quantity, words.rate, words.tax, words.amount];
  return {
    table: {
      headerRows: 1,
      widths: ['*', 'auto', 'auto', 'auto', 'auto', 'auto'],
      body: [
        head.map((text, column): TableCell => ({ text, bold: true, alignment: column < 2 ? 'left' : 'right' })),
        ...lines.map((line): TableCell[] => [
          line.name,
          line.hsnSac,
          right(String(line.quantity)),
          right(money(line.unitPriceMinor)),
          right(`${money(line.taxMinor)} (${rate(line.taxRateBasisPoints)})`),
          right(money(line.amountMinor)),
        ]),
      ],
    },
    layout: 'lightHorizontalLines',
    fontSize: 8,
    margin: [0, 0, 0, 8],
  };
}
