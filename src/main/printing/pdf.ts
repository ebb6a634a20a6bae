import { createRequire } from 'node:module';
import pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';

/** One font has Devanagari, Latin and the rupee sign; pdfmake does not fall back from one font to another. */
const FONT = 'NotoSansDevanagari';
const { resolve } = createRequire(import.meta.url);
const face = (name: string) => resolve(`@expo-google-fonts/noto-sans-devanagari/${name}.ttf`);
/** The files of the document font. */
export const FACES = {
  normal: face('400Regular/NotoSansDevanagari_400Regular'),
  bold: face('700Bold/NotoSansDevanagari_700Bold'),
};

pdfmake.setFonts({ [FONT]: FACES });
// A document is made of the words it is given: nothing is fetched, and no file is read but the font's.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => Object.values(FACES).includes(path));

/** Millimetres as PDF points. */
export function mm(length: number): number {
  return (length * 72) / 25.4;
}

/** @param definition made afresh for each call: pdfmake writes into it */
export async function makePdf(
  definition: Omit<TDocumentDefinitions, 'defaultStyle'> & { fontSize: number },
): Promise<Uint8Array> {
  const { fontSize, ...rest } = definition;
  return new Uint8Array(await pdfmake.createPdf({ ...rest, defaultStyle: { font: FONT, fontSize } }).getBuffer());
}
