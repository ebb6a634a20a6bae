import type { PaperKind } from '#domain/kernel/paper-kinds.ts';
import type { Printer } from '#domain/kernel/printer.ts';

/** Where a print goes. Fixed when it is asked for: a printer that is set up anew does not move what waits. */
export type Target =
  | { readonly target: 'network'; readonly host: string; readonly port: number }
  | { readonly target: 'system'; readonly deviceName: string; readonly paper: Printer['paper'] };

/** `unsure`: it came to no end while it was being sent, and nobody but whoever looks at the printer knows if it is there. */
export type PrintState = 'waiting' | 'sending' | 'failed' | 'unsure';

/** Which print of which numbered document it is, as the log has it. */
export interface NumberedPrint {
  readonly paper: PaperKind;
  /** What the document's query asks for. */
  readonly of: Readonly<Record<string, string | null>>;
  readonly number: string;
  /** 0: the original. */
  readonly duplicate: number;
}

/** One print that is not on paper yet. What is on paper is no longer kept. */
export interface PrintJob {
  readonly id: string;
  /** The document's name, e.g. its number. */
  readonly name: string;
  readonly printer: string;
  readonly state: PrintState;
  readonly attempts: number;
  /** Why the last attempt came to nothing: a code; null before the first. */
  readonly problem: string | null;
  readonly askedAtMs: number;
  /** Not before. */
  readonly nextAtMs: number;
  /** The printer was sent nothing of it: the same print may go again. Else a numbered document is printed anew, as a duplicate. */
  readonly nothingPrinted: boolean;
  /** Null: no numbered document. */
  readonly print: NumberedPrint | null;
}

/** What is sent: bytes of ESC/POS to a network printer, a page of HTML to one of the system. */
export interface NewPrint {
  readonly name: string;
  readonly printer: string;
  readonly target: Target;
  readonly content: Uint8Array;
  readonly print?: NumberedPrint | null;
}
