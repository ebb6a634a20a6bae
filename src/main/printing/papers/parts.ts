import { LAYOUT_EDITION, type PaperLanguage } from '#domain/kernel/paper-kinds.ts';
import { receiptText } from '#protocol/receipt-qr.ts';
import type { BillLine, BillTotals, Counterfoil, Letterhead, PrintedTender } from '../documents.ts';
import { type Figures, figuresFor } from '../figures.ts';
import type { Block, Heading, Row, TableRow } from '../layout.ts';
import { type Words, wordsOf } from '../words.ts';

/** What a layout is written with. */
export interface Pen {
  readonly words: Words;
  readonly figures: Figures;
  /** A line without tax says so in words; in the first edition it had a rate of 0 %. */
  readonly saysExempt: boolean;
  /** A column that nothing stands in is left out, and a cash slip says what for and its number: from the third edition on. */
  readonly isThird: boolean;
}

export function penFor(letterhead: Letterhead, language: PaperLanguage): Pen {
  const { edition = LAYOUT_EDITION } = letterhead;
  const [words, figures] = [wordsOf(language, edition), figuresFor(letterhead, language)];
  return { words, figures, saysExempt: edition >= 2, isThird: edition >= 3 };
}

/** Who the paper is from. What the clinic does not have gets no line. */
export function headingOf({ clinicName, branchName, address, phone, gstin }: Letterhead, { words }: Pen): Heading {
  const named = (label: string, value: string | null) => (value?.trim() ? [`${label} ${value}`] : []);
  const plain = [branchName, address].filter((text) => text.trim() !== '');
  return { name: clinicName, lines: [...plain, ...named(words.phone, phone), ...named(words.gstin, gstin)] };
}

export const RULE: Block = { kind: 'rule' };

/** What the document is, and that it is no original. */
export function titleBlocks(text: string, duplicate: number, { words }: Pen): Block[] {
  const title: Block = { kind: 'title', text };
  return duplicate > 0 ? [title, { kind: 'mark', text: duplicateMark(duplicate, words) }] : [title];
}

/** Always also in Latin letters: an auditor must find it, whatever language the clinic prints in. */
function duplicateMark(number: number, { duplicate }: Words): string {
  return duplicate === 'DUPLICATE' ? `DUPLICATE ${number}` : `${duplicate} · DUPLICATE ${number}`;
}

/** What is only looked at: no print of it is counted. */
export function previewMark({ words: { preview } }: Pen): Block {
  return { kind: 'mark', text: preview === 'PREVIEW' ? preview : `${preview} · PREVIEW` };
}

/** The tenders of a payment. Cash handed over and change given stand apart from what was taken for the bill. */
export function tenderRows(tenders: readonly PrintedTender[], { words, figures: { money } }: Pen): Row[] {
  return tenders.flatMap((tender) => {
    const rows: Row[] = [[tenderName(tender, words), money(tender.amountMinor), true]];
    if (tender.tenderedMinor !== undefined) rows.push([`  ${words.tendered}`, money(tender.tenderedMinor)]);
    if (tender.changeMinor !== undefined) rows.push([`  ${words.change}`, money(tender.changeMinor)]);
    if (tender.reference) rows.push([`  ${words.reference}`, tender.reference]);
    return rows;
  });
}

export function tenderName({ kind, lastFour }: PrintedTender, words: Words): string {
  return lastFour ? `${words[kind]} •••• ${lastFour}` : words[kind];
}

/** What was done, and how each amount comes about. */
export function linesTable(lines: readonly BillLine[], pen: Pen): Block {
  const { words, isThird } = pen;
  const hasRates = !isThird || lines.some(({ unitPriceMinor }) => unitPriceMinor !== undefined);
  const columns = [words.item, words.hsnSac, words.quantity, ...(hasRates ? [words.rate] : []), words.tax, words.amount];
  return {
    kind: 'table',
    columns: columns.map((head, index) => ({ head, align: index < 2 ? 'left' : 'right' })),
    rows: lines.map((line) => lineRow(line, hasRates, pen)),
  };
}

function lineRow(line: BillLine, hasRates: boolean, pen: Pen): TableRow {
  const { words, figures, saysExempt } = pen;
  const { name, hsnSac, quantity, unitPriceMinor, discountMinor = 0, amountMinor } = line;
  const off = discountMinor > 0 ? `${words.discount} ${figures.money(discountMinor)}` : '';
  const price = unitPriceMinor === undefined ? '' : figures.money(unitPriceMinor);
  const named = off ? `${name} · ${off}` : name;
  const [tax, taxed] = taxOf(line, pen);
  // Of a line that only some of its value was taken back of, no number says anything.
  const many = price === '' ? `× ${quantity}` : `${quantity} × ${price}`;
  // A roll has the discount beside the name already.
  const parts = [quantity === 0 ? '' : many, saysExempt ? '' : off, taxed, hsnSac];
  return {
    cells: [
      named,
      hsnSac,
      quantity === 0 ? '–' : String(quantity),
      ...(hasRates ? [price] : []),
      tax,
      figures.money(amountMinor),
    ],
    detail: parts.filter(Boolean).join(' · '),
  };
}

/** The tax of a line as a column of its own has it, and as it is said among other things. */
function taxOf({ taxRateBasisPoints, taxMinor }: BillLine, { words, figures, saysExempt }: Pen): [cell: string, said: string] {
  if (saysExempt && taxRateBasisPoints === 0 && taxMinor === 0) return [words.exempt, words.exempt];
  const [rate, tax] = [figures.rate(taxRateBasisPoints), figures.money(taxMinor)];
  return [`${tax} (${rate})`, `${words.tax} ${rate} ${tax}`];
}

/** Net, tax and total, as every bill ends. */
export function totalRows({ netMinor, taxMinor, roundOffMinor = 0, totalMinor }: BillTotals, pen: Pen): Row[] {
  const { words, figures } = pen;
  return [
    [words.net, figures.money(netMinor)],
    [words.tax, figures.money(taxMinor)],
    ...(roundOffMinor === 0 ? [] : [[words.roundOff, figures.money(roundOffMinor)] as const]),
    [words.total, figures.money(totalMinor), true],
  ];
}

/** The amount written out, where its words are known. */
export function inWords(amountMinor: number, { words, figures }: Pen): Block[] {
  const said = figures.inWords(amountMinor);
  return said === null ? [] : [{ kind: 'text', text: `${words.inWords}: ${said}`, small: true }];
}

/** The QR of the log entry that made the document. */
export function counterfoilBlock(counterfoil: Counterfoil, { words }: Pen): Block {
  const { epoch, seq, hash } = counterfoil;
  // Enough of the entry for a person to find it in the audit explorer.
  const name = `${words.counterfoil} ${epoch}.${seq} ${hash.slice(0, 16)}`;
  return { kind: 'qr', text: receiptText(counterfoil), captions: [words.scan, name] };
}

/** A row where there is something to say. */
export function maybe(label: string, value: string | null | undefined): Row[] {
  return value?.trim() ? [[label, value]] : [];
}
