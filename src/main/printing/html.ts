import { create } from 'qrcode';
import type { PaperFormat } from '#domain/kernel/paper-kinds.ts';
import { type Block, isShort, type Layout, type Row } from './layout.ts';

const PAGES: Readonly<Record<PaperFormat, { readonly size: string; readonly margin: string; readonly narrow: boolean }>> = {
  '80mm': { size: '80mm 297mm', margin: '4mm', narrow: true },
  '58mm': { size: '58mm 297mm', margin: '5mm', narrow: true },
  a5: { size: '148mm 210mm', margin: '12mm', narrow: false },
  a4: { size: '210mm 297mm', margin: '18mm', narrow: false },
};

const STYLE = `*{margin:0;padding:0}body{font:9pt "Noto Sans","Noto Sans Devanagari","Nirmala UI",sans-serif}table{width:100%;
border-collapse:collapse}td,th{vertical-align:top;padding:1pt 0;text-align:left}.right{text-align:right}.center{text-align:center}
.small{font-size:7pt}.label{white-space:nowrap}hr{border:0;border-top:1px dashed #000;margin:4pt 0}h1{font-size:13pt}h2{font-size:12pt}svg{width:52mm;height:52mm}
.sheet td+td,.sheet th+th{white-space:nowrap;padding-left:6pt}
.beside{display:flex;gap:12pt}.beside>*{flex:1}.sign{margin-top:36pt;text-align:right}`;

/**
 * The document as a page for a printer of the system: Electron prints HTML without asking, but of a PDF it prints an empty
 * sheet (electron/electron#30947). No script, nothing fetched.
 */
export function layoutAsHtml({ name, heading, blocks }: Layout, format: PaperFormat, { preprinted = false } = {}): string {
  const { size, margin, narrow } = PAGES[format];
  const page = `@page{size:${size};margin:${margin}}`;
  const room = narrow ? '' : '<div style="height:23mm"></div>';
  const head = `<div class="center"><h1>${safe(heading.name)}</h1>${heading.lines.map((line) => `<p>${safe(line)}</p>`).join('')}</div><hr>`;
  const policy = `<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">`;
  const body = `${preprinted ? room : head}${blocks.map((block) => html(block, narrow)).join('')}`;
  return `<!doctype html><html><head><meta charset="utf-8">${policy}<title>${safe(name)}</title><style>${page}${STYLE}</style></head><body>${body}</body></html>`;
}

function html(block: Block, narrow: boolean): string {
  switch (block.kind) {
    case 'rule':
      return '<hr>';
    case 'title':
    case 'mark':
      return `<h2 class="center">${safe(block.text)}</h2>`;
    case 'text':
      return `<p class="${block.align ?? 'left'}${block.small ? ' small' : ''}">${strong(safe(block.text), block.strong)}</p>`;
    case 'rows':
    case 'facts':
      return rows(block.rows);
    case 'table':
      return table(block, narrow);
    case 'qr':
      return `<div class="center">${qr(block.text)}${block.captions.map((one) => `<p class="small">${safe(one)}</p>`).join('')}</div>`;
    case 'signature':
      return `<p class="sign">${safe(block.label)}</p>`;
    case 'beside':
      return beside(block, narrow);
    default:
      return block satisfies never;
  }
}

function rows(of: readonly Row[]): string {
  const row = ([label, value, isStrong]: Row) =>
    `<tr><td${isShort(label) ? ' class="label"' : ''}>${strong(safe(label), isStrong)}</td><td class="right">${strong(safe(value), isStrong)}</td></tr>`;
  return `<table>${of.map(row).join('')}</table>`;
}

function table({ columns, rows: of }: Extract<Block, { kind: 'table' }>, narrow: boolean): string {
  if (narrow)
    return rows(
      of.flatMap(({ cells, detail, strong: isStrong = true }): Row[] => {
        const between = detail ?? cells.slice(1, -1).filter(Boolean).join(' · ');
        const [first = '', last = ''] = [cells[0], cells.at(-1)];
        return between === ''
          ? [[first, last, isStrong]]
          : [
              [first, '', isStrong],
              [between, last],
            ];
      }),
    );
  const cell = (tag: string, text: string, align: string) => `<${tag} class="${align}">${safe(text)}</${tag}>`;
  const head = columns.map((one) => cell('th', one.head, one.align)).join('');
  const body = of.map(
    ({ cells }) => `<tr>${columns.map(({ align }, index) => cell('td', cells[index] ?? '', align)).join('')}</tr>`,
  );
  return `<table class="sheet"><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

function beside({ main, aside, end = [] }: Extract<Block, { kind: 'beside' }>, narrow: boolean): string {
  const put = (blocks: readonly Block[]) => blocks.map((block) => html(block, true)).join('');
  if (narrow) return put([...main, ...aside, ...end]);
  return `<div class="beside"><div>${put(aside)}</div><div>${put([...main, ...end])}</div></div>`;
}

/** Drawn as squares: an image would have to be fetched. */
function qr(text: string): string {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const squares = Array.from(data, (dark, index) => (dark ? `M${index % size} ${Math.floor(index / size)}h1v1h-1z` : '')).join(
    '',
  );
  return `<svg viewBox="-4 -4 ${size + 8} ${size + 8}" shape-rendering="crispEdges"><path d="${squares}"/></svg>`;
}

function strong(text: string, is = false): string {
  return is ? `<b>${text}</b>` : text;
}

function safe(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
