import type { Page } from '@playwright/test';
import { type ReadPdf, readPdf } from '../fixtures/pdf.ts';

/** The documents that a window was given, read as they arrive. */
export interface Papers {
  /** Waits for the next document and reads it as a person and a scanner would. */
  next(): Promise<ReadPdf>;
}

/**
 * Keeps the browser's own print dialog shut, in every frame: a Chromium without a screen dies of a PDF that is to be printed.
 * What would have been printed is what the terminal sent. To be called before the page is opened.
 */
export async function withoutPrintDialog(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.print = () => {};
  });
}

/** Listens at the window's line to its terminal. To be called before the page is opened. */
export function papersOf(page: Page): Papers {
  const waiting: ((pdf: string) => void)[] = [];
  const arrived: string[] = [];
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      const pdf = /"pdfBase64":"([A-Za-z0-9+/=]+)"/.exec(payload.toString())?.[1];
      if (pdf === undefined) return;
      const taker = waiting.shift();
      if (taker) taker(pdf);
      else arrived.push(pdf);
    }),
  );
  return {
    async next() {
      const pdf = arrived.shift() ?? (await new Promise<string>((resolve) => waiting.push(resolve)));
      return readPdf(new Uint8Array(Buffer.from(pdf, 'base64')));
    },
  };
}
