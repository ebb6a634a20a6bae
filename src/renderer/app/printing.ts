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

/** The document as it was issued, to look at: it says that it is no print. */
export async function printedDocument(wanted: PaperWanted, look: PaperLook): Promise<Printed> {
  const { paper, of } = wanted;
  const answer: Answer<Printed> = await line.client().printing.document({ paper, of, ...look, language: language.get() });
  return taken(answer);
}

/** The document for a printer. The terminal has recorded its print when this answers. */
export async function documentToPrint({ paper, of }: PaperWanted, look: PaperLook): Promise<Printed> {
  const answer: Answer<Printed> = await line.client().printing.print({ paper, of, ...look, language: language.get() });
  return taken(answer);
}

let handedOver: { readonly frame: HTMLIFrameElement; readonly address: string } | null = null;

/**
 * Opens the system's print dialog for a document, from a frame nobody sees: what the screen shows stays a preview. The frame
 * is kept until the next print, since the dialog reads from it for as long as it is open.
 */
export function printFromWindow(printed: Printed, title: string): void {
  if (handedOver) {
    handedOver.frame.remove();
    URL.revokeObjectURL(handedOver.address);
  }
  const address = URL.createObjectURL(pdfBlob(printed));
  const frame = document.createElement('iframe');
  frame.title = title;
  frame.tabIndex = -1;
  frame.ariaHidden = 'true';
  // Not `display: none`: a frame without a box has no viewer to print with.
  Object.assign(frame.style, { position: 'fixed', width: '0', height: '0', border: '0', visibility: 'hidden' });
  frame.onload = () => frame.contentWindow?.print();
  frame.src = address;
  document.body.append(frame);
  handedOver = { frame, address };
}

export function pdfBlob({ pdfBase64 }: Printed): Blob {
  const bytes = Uint8Array.from(atob(pdfBase64), (one) => one.charCodeAt(0));
  return new Blob([bytes], { type: 'application/pdf' });
}
