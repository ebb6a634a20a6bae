import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { PaperFormat } from '#domain/kernel/paper-kinds.ts';
import type { Layout } from './layout.ts';
import { makePdf, mm } from './pdf.ts';
import { blocksContent, headingContent, type PdfPaper } from './pdf-blocks.ts';

interface Sheet extends PdfPaper {
  readonly page: Pick<TDocumentDefinitions, 'pageSize' | 'pageMargins'>;
  readonly fontSize: number;
  /** What a preprinted letterhead takes above the first line, points. */
  readonly headingRoom: number;
}

/** 55 mm leaves every module of a counterfoil's QR 0.8 mm, which a thermal head prints. */
const QR_ON_ROLL = mm(55);
/** The letterheads of the clinics we know end 35 mm below the edge. */
const HEADING_ROOM = mm(35);

/** A roll of 80 mm is printed on 72 mm of it, one of 58 mm on 48 mm. */
function roll(width: number, margin: number): Sheet {
  const inner = mm(width - 2 * margin);
  return {
    page: { pageSize: { width: mm(width), height: 'auto' }, pageMargins: [mm(margin), mm(margin), mm(margin), mm(8)] },
    fontSize: width === 80 ? 8.5 : 7,
    inner,
    narrow: true,
    qrSide: Math.min(QR_ON_ROLL, inner),
    headingRoom: 0,
  };
}

function sheet(pageSize: 'A5' | 'A4', width: number, margin: number): Sheet {
  return {
    page: { pageSize, pageMargins: mm(margin) },
    fontSize: pageSize === 'A5' ? 9 : 10,
    inner: mm(width - 2 * margin),
    narrow: false,
    qrSide: mm(50),
    headingRoom: HEADING_ROOM - mm(margin),
  };
}

/** Made afresh for each print: pdfmake writes into what it is given. */
const SHEETS: Readonly<Record<PaperFormat, () => Sheet>> = {
  '80mm': () => roll(80, 4),
  '58mm': () => roll(58, 5),
  a5: () => sheet('A5', 148, 12),
  a4: () => sheet('A4', 210, 18),
};

/** @param options.preprinted the paper carries the letterhead: its room stays empty, and nothing of it is printed */
export async function layoutAsPdf(
  { name, heading, blocks }: Layout,
  format: PaperFormat,
  { preprinted = false }: { preprinted?: boolean } = {},
): Promise<Uint8Array> {
  const paper = SHEETS[format]();
  const head = preprinted
    ? { text: '', margin: [0, paper.headingRoom, 0, 0] as [number, number, number, number] }
    : headingContent(heading);
  return makePdf({
    ...paper.page,
    fontSize: paper.fontSize,
    info: { title: name },
    content: [head, ...blocksContent(preprinted ? blocks : [{ kind: 'rule' }, ...blocks], paper)],
    ...(paper.narrow ? {} : { footer: pageNumber }),
  });
}

/** A sheet that went on to a second one says so. */
function pageNumber(page: number, pages: number) {
  return pages > 1
    ? {
        text: `${page} / ${pages}`,
        alignment: 'center' as const,
        fontSize: 7,
        margin: [0, 8, 0, 0] as [number, number, number, number],
      }
    : '';
}
