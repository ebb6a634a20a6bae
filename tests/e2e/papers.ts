import type { Page } from '@playwright/test';
import { type ReadPdf, readPdf } from '../fixtures/pdf.ts';

/** The documents that a window was given, read as they arrive. */
export interface Papers {
  /** Waits for the next document and reads it as a person and a scanner would. */
  next(): Promise<ReadPdf>;
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
