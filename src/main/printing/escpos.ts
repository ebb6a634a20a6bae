import ReceiptPrinterEncoder, { type ImageInput } from '@point-of-sale/receipt-printer-encoder';
import type { Block, Layout, Row, TableRow } from './layout.ts';
import { linePicture, pictureWidth } from './line-picture.ts';

/** What a thermal printer of a roll can: characters of its own font to a line, and dots. 203 dots to the inch. */
const ROLLS = { '80mm': { columns: 48, dots: 576, qrModule: 6 }, '58mm': { columns: 32, dots: 384, qrModule: 5 } } as const;
export type Roll = keyof typeof ROLLS;

/** Code page 437 is the one every printer starts with; of it, the letters that names have. */
const PRINTER_HAS = /^[\x20-\x7eÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜáíóúñÑ°·]*$/;
/** Signs that no code page of these printers has, as a typewriter would put them. */
const TYPED: Readonly<Record<string, string>> = {
  '₹': 'Rs.',
  '×': 'x',
  '–': '-',
  '—': '-',
  '•': '*',
  '’': "'",
  '“': '"',
  '”': '"',
};
const SIGNS = new RegExp(`[${Object.keys(TYPED).join('')}]`, 'g');

/** A document as the bytes of an ESC/POS printer: its own letters where it has them, a picture of the line where not. */
export function layoutAsEscPos({ heading, blocks }: Layout, roll: Roll, { preprinted = false } = {}): Uint8Array {
  const printer = new RollPrinter(roll);
  if (!preprinted) {
    printer.line(heading.name, { align: 'center', strong: true });
    for (const line of heading.lines) printer.line(line, { align: 'center' });
    printer.rule();
  }
  for (const block of blocks) print(block, printer);
  return printer.end();
}

function print(block: Block, printer: RollPrinter): void {
  switch (block.kind) {
    case 'rule':
      printer.rule();
      break;
    case 'title':
    case 'mark':
      printer.line(block.text, { align: 'center', strong: true });
      break;
    case 'text':
      printer.line(block.text, { align: block.align ?? 'left', strong: block.strong ?? false });
      break;
    case 'rows':
    case 'facts':
      for (const row of block.rows) printer.row(row);
      break;
    case 'table':
      for (const row of block.rows) tableRow(row, printer);
      break;
    case 'qr':
      printer.qr(block.text, block.captions);
      break;
    case 'signature':
      printer.feed(2);
      printer.line(`${block.label} ____________________`, {});
      break;
    case 'beside':
      for (const one of [...block.main, ...block.aside, ...(block.end ?? [])]) print(one, printer);
      break;
    default:
      block satisfies never;
  }
}

/** What it is, then how the amount comes about. */
function tableRow({ cells, detail, strong = true }: TableRow, printer: RollPrinter): void {
  const first = cells[0] ?? '';
  const last = cells.at(-1) ?? '';
  const between = detail ?? cells.slice(1, -1).filter(Boolean).join(' · ');
  if (between === '') printer.row([first, last, strong]);
  else {
    printer.line(first, { strong });
    printer.row([between, last]);
  }
}

interface Style {
  readonly align?: 'left' | 'center' | 'right';
  readonly strong?: boolean;
}

/** Puts lines of words on a roll. */
class RollPrinter {
  readonly #encoder: ReceiptPrinterEncoder;
  readonly #roll: (typeof ROLLS)[Roll];

  constructor(roll: Roll) {
    this.#roll = ROLLS[roll];
    const { columns } = this.#roll;
    this.#encoder = new ReceiptPrinterEncoder({
      language: 'esc-pos',
      columns,
      imageMode: 'raster',
      feedBeforeCut: 4,
      newline: '\n',
    });
    this.#encoder.initialize().codepage('cp437');
  }

  /** As many lines as the text needs. */
  line(text: string, { align = 'left', strong = false }: Style): void {
    for (const part of this.#wrapped(text, strong)) this.#put(part, '', { align, strong });
  }

  /** Label left and value right, the value below where there is no room beside. */
  row([label, value, strong = false]: Row): void {
    if (this.#fits(`${label}  ${value}`, strong)) this.#put(label, value, { strong });
    else {
      this.line(label, { strong });
      this.line(value, { align: 'right', strong });
    }
  }

  rule(): void {
    this.#encoder.line('-'.repeat(this.#roll.columns));
  }

  feed(lines: number): void {
    this.#encoder.newline(lines);
  }

  qr(text: string, captions: readonly string[]): void {
    this.#encoder.align('center').qrcode(text, { model: 2, size: this.#roll.qrModule, errorlevel: 'm' }).align('left');
    for (const caption of captions) this.line(caption, { align: 'center' });
  }

  end(): Uint8Array {
    return this.#encoder.cut('full').encode();
  }

  #put(text: string, right: string, { align = 'left', strong = false }: Style): void {
    const { columns, dots } = this.#roll;
    const [said, saidRight] = [typed(text), typed(right)];
    if (PRINTER_HAS.test(said + saidRight)) {
      const line = right === '' ? said : said + saidRight.padStart(columns - said.length);
      this.#encoder.align(align).bold(strong).line(line).bold(false).align('left');
    } else {
      const picture = linePicture(text, right, dots, { align, strong });
      this.#encoder.image(picture as unknown as ImageInput, picture.width, picture.height, 'threshold', 128);
    }
  }

  #fits(text: string, strong: boolean): boolean {
    const said = typed(text);
    if (PRINTER_HAS.test(said)) return said.length <= this.#roll.columns;
    return pictureWidth(text, strong) <= this.#roll.dots;
  }

  #wrapped(text: string, strong: boolean): string[] {
    const lines: string[] = [];
    for (const word of text.split(' ')) {
      const last = lines.at(-1);
      const longer = last === undefined ? word : `${last} ${word}`;
      if (last !== undefined && this.#fits(longer, strong)) lines[lines.length - 1] = longer;
      else lines.push(...this.#broken(word, strong));
    }
    return lines;
  }

  /** A word longer than a line, e.g. a hash, in pieces. */
  #broken(word: string, strong: boolean): string[] {
    const letters = [...word];
    const pieces = [''];
    for (const letter of letters) {
      const longer = `${pieces.at(-1)}${letter}`;
      if (pieces.at(-1) === '' || this.#fits(longer, strong)) pieces[pieces.length - 1] = longer;
      else pieces.push(letter);
    }
    return pieces;
  }
}

function typed(text: string): string {
  return text.replace(SIGNS, (sign) => TYPED[sign] ?? sign);
}
