import type { Answer } from '#protocol/counter-api.ts';
import { taken } from './counter.ts';
import { line } from './line.ts';
import { language } from './preferences.ts';

export type ReceiptFormat = '80mm' | 'a5';

/** A document as a PDF, ready to be shown in a frame. */
export interface Printed {
  readonly pdfBase64: string;
}

type PrintedAnswer = Answer<Printed>;

export async function printedReceipt(paymentId: string, format: ReceiptFormat): Promise<Printed> {
  const answer: PrintedAnswer = await line.client().printing.receipt({ paymentId, format, language: language.get() });
  return taken(answer);
}

export async function printedZ(tillId: string): Promise<Printed> {
  const answer: PrintedAnswer = await line.client().printing.z({ tillId, language: language.get() });
  return taken(answer);
}

export function pdfBlob({ pdfBase64 }: Printed): Blob {
  const bytes = Uint8Array.from(atob(pdfBase64), (one) => one.charCodeAt(0));
  return new Blob([bytes], { type: 'application/pdf' });
}
