import type { Content, CustomTableLayout, TableCell } from 'pdfmake/interfaces.js';
import { type Block, type Heading, isShort, type Row, type TableRow } from './layout.ts';
import { mm } from './pdf.ts';

/** A paper that blocks are laid out on. */
export interface PdfPaper {
  /** Width between the margins, points. */
  readonly inner: number;
  /** A roll: too narrow for columns beside one another. */
  readonly narrow: boolean;
  /** Side of a QR, points. */
  readonly qrSide: number;
}

/** A table without lines and hardly any padding. */
const BARE: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: () => 0.5,
  paddingBottom: () => 0.5,
};

/** A line under the heads and between the rows; narrow columns leave room for what was done. */
const LINED: CustomTableLayout = {
  hLineWidth: (line, { table: { body } }) => (line === 0 || line === body.length ? 0 : line === 1 ? 1.5 : 0.5),
  vLineWidth: () => 0,
  hLineColor: (line) => (line === 1 ? '#000' : '#aaa'),
  paddingLeft: (column) => (column === 0 ? 0 : 4),
  paddingRight: (column, { table: { body } }) => (column === (body[0]?.length ?? 0) - 1 ? 0 : 4),
  paddingTop: () => 2,
  paddingBottom: () => 2,
};

export function headingContent({ name, lines }: Heading): Content {
  return { alignment: 'center', stack: [{ text: name, bold: true, fontSize: 13 }, ...lines] };
}

export function blocksContent(blocks: readonly Block[], paper: PdfPaper): Content[] {
  return blocks.flatMap((block) => contentOf(block, paper));
}

function contentOf(block: Block, paper: PdfPaper): Content[] {
  switch (block.kind) {
    case 'rule':
      return [rule(paper.inner)];
    case 'title':
    case 'mark':
      return [{ text: block.text, bold: true, fontSize: 12, alignment: 'center', margin: [0, 2, 0, 2] }];
    case 'text':
      return [text(block)];
    case 'rows':
      return [rows(block.rows)];
    case 'facts':
      return [paper.narrow ? rows(block.rows) : twoColumns(block.rows)];
    case 'table':
      return [paper.narrow ? narrowTable(block.rows) : table(block)];
    case 'qr':
      return [qr(block, paper)];
    case 'signature':
      return [signature(block.label, paper)];
    case 'beside':
      return beside(block, paper);
    default:
      return block satisfies never;
  }
}

function text({ text: said, align = 'left', strong = false, small = false }: Extract<Block, { kind: 'text' }>): Content {
  return { text: said, alignment: align, bold: strong, margin: [0, 1, 0, 1], ...(small ? { fontSize: 7 } : {}) };
}

/** Labels left, values right, over the whole width. */
function rows(of: readonly Row[]): Content {
  if (of.length === 0) return [];
  return {
    table: {
      widths: ['auto', '*'],
      body: of.map(([label, value, strong = false]) => [
        { text: label, bold: strong, preserveLeadingSpaces: true, noWrap: isShort(label) },
        { text: value, bold: strong, alignment: 'right' },
      ]),
    },
    layout: BARE,
  };
}

function twoColumns(of: readonly Row[]): Content {
  const half = Math.ceil(of.length / 2);
  return { columns: [rows(of.slice(0, half)), rows(of.slice(half))], columnGap: 16, margin: [0, 2, 0, 8] };
}

function rule(width: number): Content {
  return {
    canvas: [{ type: 'line', x1: 0, y1: 4, x2: width, y2: 4, lineWidth: 0.6, dash: { length: 2 } }],
    margin: [0, 0, 0, 5],
  };
}

/** On a narrow roll a row takes two lines: what it is, then how the amount comes about. */
function narrowTable(of: readonly TableRow[]): Content {
  return {
    table: {
      widths: ['*', 'auto'],
      body: of.flatMap(({ cells, detail, strong = true }): TableCell[][] => {
        const first = cells[0] ?? '';
        const last: TableCell = { text: cells.at(-1) ?? '', alignment: 'right' };
        const between = detail ?? cells.slice(1, -1).filter(Boolean).join(' · ');
        if (between === '') return [[{ text: first, bold: strong }, last]];
        return [
          [{ text: first, bold: strong, colSpan: 2 }, ''],
          [{ text: between, fontSize: 7 }, last],
        ];
      }),
    },
    layout: { ...BARE, paddingLeft: (column) => (column === 0 ? 0 : 4) },
  };
}

function table({ columns, rows: of }: Extract<Block, { kind: 'table' }>): Content {
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: columns.map((_, index) => (index === 0 ? '*' : 'auto')),
      body: [
        columns.map(({ head, align }, index): TableCell => ({ text: head, bold: true, alignment: align, noWrap: index > 0 })),
        ...of.map(({ cells, strong = false }) =>
          columns.map(
            // Only the first column gives way: a code or an amount on two lines is misread.
            ({ align }, index): TableCell => ({ text: cells[index] ?? '', alignment: align, bold: strong, noWrap: index > 0 }),
          ),
        ),
      ],
    },
    layout: LINED,
    fontSize: 8,
    margin: [0, 2, 0, 4],
  };
}

function qr({ text: said, captions }: Extract<Block, { kind: 'qr' }>, { qrSide }: PdfPaper): Content {
  return {
    alignment: 'center',
    margin: [0, 8, 0, 6],
    stack: [
      { qr: said, fit: qrSide, eccLevel: 'M', alignment: 'center' },
      ...captions.map((caption, index): Content => ({ text: caption, fontSize: 7, margin: [0, index === 0 ? 4 : 0, 0, 0] })),
    ],
  };
}

function signature(label: string, { narrow }: PdfPaper): Content {
  return narrow
    ? { text: `${label} ______________________`, margin: [0, 24, 0, 0] }
    : { text: label, alignment: 'right', margin: [0, 30, 0, 0], fontSize: 8 };
}

function beside({ main, aside, end = [] }: Extract<Block, { kind: 'beside' }>, paper: PdfPaper): Content[] {
  if (paper.narrow) return blocksContent([...main, ...aside, ...end], paper);
  const side = Math.max(paper.qrSide, mm(50));
  const left = { ...paper, inner: side };
  const right = { ...paper, inner: paper.inner - side - 12 };
  return [
    {
      columns: [
        { width: side, stack: blocksContent(aside, left) },
        { width: '*', stack: blocksContent([...main, ...end], right) },
      ],
      columnGap: 12,
      unbreakable: true,
    },
  ];
}
