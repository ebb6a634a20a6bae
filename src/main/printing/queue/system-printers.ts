import type { PaperFormat } from '#domain/kernel/paper-kinds.ts';

/** The printers that the operating system knows. Only a shell with a window of its own reaches them. */
export interface SystemPrinters {
  /** Their names, as `print` takes them. */
  names(): Promise<readonly string[]>;
  /** Prints a page of HTML without asking. Throws `PrinterTrouble`. */
  print(page: string, to: { readonly deviceName: string; readonly paper: PaperFormat; readonly name: string }): Promise<void>;
}
