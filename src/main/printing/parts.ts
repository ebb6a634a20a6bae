import type { Content, TableLayout } from 'pdfmake/interfaces.js';
import { receiptText } from '#protocol/receipt-qr.ts';
import type { Counterfoil, Letterhead, ReceiptDocument, ReceiptTender } from './documents.ts';
import type { Figures } from './figures.ts';
import type { Words } from './words.ts';

/** A label and what it stands for. */
export type Row = readonly [label: string, value: string, strong?: boolean];

/** Who the paper is from. What the clinic does not have gets no line. */
export function letterheadBlock({ clinicName, branchName, address, phone, gstin }: Letterhead, words: Words): Content {
  const named = (label: string, value: string | null) => (value?.trim() ? [`${label} ${value}`] : []);
  const plain = [branchName, address].filter((text) => text.trim() !== '');
  return {
    alignment: 'center',
    stack: [{ text: clinicName, bold: true, fontSize: 13 }, ...plain, ...named(words.phone, phone), ...named(words.gstin, gstin)],
  };
}

/** Labels left, values right, over the whole width. */
export function rowsBlock(rows: readonly Row[]): Content {
  return {
    table: {
      widths: ['auto', '*'],
      body: rows.map(([label, value, strong = false]) => [
        { text: label, bold: strong, preserveLeadingSpaces: true },
        { text: value, bold: strong, alignment: 'right' },
      ]),
    },
    layout: BARE,
  };
}

/** @param width of the rule, points */
export function rule(width: number): Content {
  return {
    canvas: [{ type: 'line', x1: 0, y1: 4, x2: width, y2: 4, lineWidth: 0.6, dash: { length: 2 } }],
    margin: [0, 0, 0, 5],
  };
}

/** A table without lines and hardly any padding. */
export const BARE: TableLayout = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: () => 0.5,
  paddingBottom: () => 0.5,
};

export function title(document: ReceiptDocument, words: Words): Content {
  const stack: Content[] = [{ text: words.receipt, bold: true, fontSize: 12, alignment: 'center' }];
  // Always also in Latin letters: an auditor must find it, whatever language the clinic prints in.
  if (document.duplicate > 0)
    stack.push({ text: duplicateMark(document.duplicate, words), bold: true, fontSize: 12, alignment: 'center' });
  return { stack, margin: [0, 2, 0, 2] };
}

function duplicateMark(number: number, words: Words): string {
  return words.duplicate === 'DUPLICATE' ? `DUPLICATE ${number}` : `${words.duplicate} · DUPLICATE ${number}`;
}

/** The tenders of a payment. Cash handed over and change given stand apart from what was taken for the bill. */
export function tenderRows(tenders: readonly ReceiptTender[], words: Words, { money }: Figures): Row[] {
  return tenders.flatMap((tender) => {
    const rows: Row[] = [[tenderName(tender, words), money(tender.amountMinor), true]];
    if (tender.tenderedMinor !== undefined) rows.push([`  ${words.tendered}`, money(tender.tenderedMinor)]);
    if (tender.changeMinor !== undefined) rows.push([`  ${words.change}`, money(tender.changeMinor)]);
    if (tender.reference) rows.push([`  ${words.reference}`, tender.reference]);
    return rows;
  });
}

function tenderName({ kind, lastFour }: ReceiptTender, words: Words): string {
  return lastFour ? `${words[kind]} •••• ${lastFour}` : words[kind];
}

export function totalRows(document: ReceiptDocument, words: Words, { money }: Figures): Row[] {
  const rows: Row[] = [
    [words.net, money(document.netMinor)],
    [words.tax, money(document.taxMinor)],
    [words.total, money(document.totalMinor), true],
  ];
  if (document.receivedMinor !== document.totalMinor) rows.push([words.received, money(document.receivedMinor), true]);
  if (document.balanceMinor > 0) rows.push([words.balance, money(document.balanceMinor), true]);
  return rows;
}

/** @param side of the square, points. 55 mm leaves every module of the code 0.8 mm, which a thermal head prints. */
export function qrBlock(counterfoil: Counterfoil, side: number, words: Words): Content {
  return {
    alignment: 'center',
    stack: [
      { qr: receiptText(counterfoil), fit: side, eccLevel: 'M', alignment: 'center' },
      { text: words.scan, fontSize: 7, margin: [0, 4, 0, 0] },
      { text: `${words.counterfoil} ${counterfoilName(counterfoil)}`, fontSize: 7 },
    ],
  };
}

/** Enough of the entry for a person to find it in the audit explorer. */
function counterfoilName({ epoch, seq, hash }: Counterfoil): string {
  return `${epoch}.${seq} ${hash.slice(0, 16)}`;
}
