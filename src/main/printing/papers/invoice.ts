import type { Counterfoil, InvoiceDocument } from '../documents.ts';
import type { Block, Row } from '../layout.ts';
import { invoiceTitle, placeOfSupply, taxTable } from './gst.ts';
import { counterfoilBlock, inWords, linesTable, maybe, type Pen, RULE, titleBlocks, totalRows } from './parts.ts';

/** What was done and what it costs, as the tax law wants it said. */
export function invoiceBlocks(document: InvoiceDocument, counterfoil: Counterfoil, pen: Pen): Block[] {
  const { words } = pen;
  const { letterhead, lines } = document;
  const registered = letterhead.gstin !== null;
  return [
    ...titleBlocks(invoiceTitle(letterhead.gstin, lines, words), document.duplicate, pen),
    { kind: 'facts', rows: factRows(document, pen) },
    RULE,
    linesTable(lines, pen),
    RULE,
    {
      kind: 'beside',
      main: [
        { kind: 'rows', rows: [...totalRows(document, pen), ...shareRows(document, pen)] },
        ...inWords(document.totalMinor, pen),
        ...taxTable(letterhead, lines, pen),
        ...(registered && document.taxMinor > 0 ? [{ kind: 'text', text: words.reverseCharge, small: true } as const] : []),
      ],
      aside: [counterfoilBlock(counterfoil, pen)],
    },
    { kind: 'signature', label: words.signature },
  ];
}

function factRows(document: InvoiceDocument, { words, figures }: Pen): Row[] {
  return [
    [words.invoiceNumber, document.number, true],
    ...maybe(words.estimateNumber, document.estimateNumber),
    [words.patient, document.patientName],
    [words.patientNumber, document.patientNumber],
    ...maybe(words.doctor, document.doctorName),
    [words.date, figures.date(document.businessDate)],
    [words.time, figures.dateAndTime(document.issuedAtMs)],
    ...maybe(words.placeOfSupply, placeOfSupply(document.letterhead.gstin)),
    [words.cashier, document.cashierName],
    [words.terminal, document.terminalCode],
  ];
}

/** Where somebody else pays part of it. */
function shareRows({ payerName, payerMinor = 0, totalMinor }: InvoiceDocument, { words, figures: { money } }: Pen): Row[] {
  if (!payerName || payerMinor === 0) return [];
  return [
    [`${words.payerShare} ${payerName}`, money(payerMinor)],
    [words.patientShare, money(totalMinor - payerMinor), true],
  ];
}
