import type { PaperFormat, PaperKind } from '#domain/kernel/paper-kinds.ts';
import type { Answer } from '#protocol/counter-api.ts';
import { taken } from './counter.ts';
import { line } from './line.ts';
import { language } from './preferences.ts';

/** A document as a PDF, ready to be shown in a frame. */
export interface Printed {
  readonly pdfBase64: string;
}

/** Which document: its kind of paper, and what its query asks for, e.g. `{ paymentId }`. */
export interface PaperWanted {
  readonly paper: PaperKind;
  readonly of: Readonly<Record<string, string | null>>;
}

export interface PaperLook {
  readonly format: PaperFormat;
  /** The paper carries the letterhead. */
  readonly preprinted: boolean;
}

export async function printedDocument(wanted: PaperWanted, look: PaperLook): Promise<Printed> {
  const { paper, of } = wanted;
  const answer: Answer<Printed> = await line.client().printing.document({ paper, of, ...look, language: language.get() });
  return taken(answer);
}

export function pdfBlob({ pdfBase64 }: Printed): Blob {
  const bytes = Uint8Array.from(atob(pdfBase64), (one) => one.charCodeAt(0));
  return new Blob([bytes], { type: 'application/pdf' });
}
