import type { Counterfoil, Format, Language, ReceiptDocument, ZDocument } from './documents.ts';
import { figuresFor } from './figures.ts';
import { makePdf } from './pdf.ts';
import { ROLL, receiptOnRoll } from './receipt-80mm.ts';
import { A5_SHEET, receiptOnA5 } from './receipt-a5.ts';
import { WORDS } from './words.ts';
import { zOnRoll } from './z-slip.ts';

/** The receipt of a payment that is in the log, as a PDF. */
export async function printReceipt(
  document: ReceiptDocument,
  counterfoil: Counterfoil,
  { format, language }: { format: Format; language: Language },
): Promise<Uint8Array> {
  const figures = figuresFor(document.letterhead, language);
  const info = { title: document.receiptNumber };
  return format === 'a5'
    ? makePdf({ ...A5_SHEET, info, ...receiptOnA5(document, counterfoil, WORDS[language], figures) })
    : makePdf({ ...onRoll(), info, ...receiptOnRoll(document, counterfoil, WORDS[language], figures) });
}

/** The Z of a closed till, as a PDF on an 80 mm roll. */
export async function printZ(z: ZDocument, { language }: { language: Language }): Promise<Uint8Array> {
  const info = { title: `Z ${z.terminalCode} ${z.zNumber}` };
  return makePdf({ ...onRoll(), info, ...zOnRoll(z, WORDS[language], figuresFor(z.letterhead, language)) });
}

function onRoll() {
  const { pageSize, pageMargins, fontSize } = ROLL;
  return { pageSize: { ...pageSize }, pageMargins: [...pageMargins] as [number, number, number, number], fontSize };
}
