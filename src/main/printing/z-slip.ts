import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { ZDocument } from './documents.ts';
import type { Figures } from './figures.ts';
import { letterheadBlock, type Row, rowsBlock, rule } from './parts.ts';
import { ROLL } from './receipt-80mm.ts';
import type { Words } from './words.ts';

export function zOnRoll(z: ZDocument, words: Words, figures: Figures): Pick<TDocumentDefinitions, 'content'> {
  const { money } = figures;
  const seen = (label: string, amountMinor: number | null, strong = false): Row[] =>
    amountMinor === null ? [] : [[label, money(amountMinor), strong]];
  const blocks: Row[][] = [
    headRows(z, words, figures),
    [
      [words.payments, String(z.payments)],
      [words.reprints, String(z.reprints)],
    ],
    [...z.takings.flatMap(({ kind, amountMinor }) => seen(words[kind], amountMinor)), ...seen(words.total, z.totalMinor, true)],
    [
      [words.openingFloat, money(z.openingFloatMinor)],
      ...z.denominations.map(({ valueMinor, count }): Row => [`${money(valueMinor)} × ${count}`, money(valueMinor * count)]),
      [words.counted, money(z.countedMinor), true],
      ...seen(words.expected, z.expectedMinor),
      ...seen(words.variance, z.varianceMinor, true),
    ],
    [...seen(words.grossIn, z.grossInMinor), ...seen(words.grossOut, z.grossOutMinor)],
  ];
  return {
    content: [
      letterheadBlock(z.letterhead, words),
      rule(ROLL.inner),
      { text: words.z, bold: true, fontSize: 12, alignment: 'center', margin: [0, 2, 0, 2] },
      ...blocks.filter((rows) => rows.length > 0).flatMap((rows): Content[] => [rowsBlock(rows), rule(ROLL.inner)]),
      { text: words.headHash, fontSize: 7 },
      { text: `${z.headHash.slice(0, 32)}\n${z.headHash.slice(32)}`, fontSize: 7 },
      { text: `${words.signature} ______________________`, margin: [0, 24, 0, 0] },
    ],
  };
}

function headRows(z: ZDocument, words: Words, figures: Figures): Row[] {
  return [
    [words.zNumber, String(z.zNumber), true],
    [words.date, figures.date(z.businessDate)],
    [words.terminal, z.terminalCode],
    [words.cashier, z.cashierName],
    [words.opened, figures.dateAndTime(z.openedAtMs)],
    [words.closed, figures.dateAndTime(z.closedAtMs)],
    [words.entries, `${z.firstSeq} – ${z.lastSeq}`],
  ];
}
