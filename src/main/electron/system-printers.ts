import { BrowserWindow } from 'electron';
import type { PaperFormat } from '#domain/kernel/paper-kinds.ts';
import { PrinterTrouble } from '../printing/queue/network-printer.ts';
import type { SystemPrinters } from '../printing/queue/system-printers.ts';

/** Microns, as Electron takes them. A roll's printer cuts where the print ends. */
const PAGES: Readonly<Record<PaperFormat, { readonly width: number; readonly height: number }>> = {
  '80mm': { width: 80_000, height: 297_000 },
  '58mm': { width: 58_000, height: 297_000 },
  a5: { width: 148_000, height: 210_000 },
  a4: { width: 210_000, height: 297_000 },
};
/** A driver that asks something of nobody must not hold up the queue for ever. */
const PATIENCE_MS = 60_000;

/** The printers of the operating system, through a window that nobody sees: no script, no preload, nothing fetched. */
export function electronPrinters(patienceMs = PATIENCE_MS): SystemPrinters {
  return {
    names: () => inHiddenWindow(async ({ webContents }) => (await webContents.getPrintersAsync()).map(({ name }) => name)),
    print: (page, { deviceName, paper }) =>
      inHiddenWindow(async (window) => {
        // A name that the system does not know would go to its default printer: another room, another clinic’s paper.
        const known = await window.webContents.getPrintersAsync();
        if (!known.some(({ name }) => name === deviceName)) throw new PrinterTrouble('printer-not-installed', true);
        await window.loadURL(`data:text/html;base64,${Buffer.from(page, 'utf8').toString('base64')}`);
        await printed(window, deviceName, paper, patienceMs);
      }),
  };
}

async function inHiddenWindow<Result>(run: (window: BrowserWindow) => Promise<Result>): Promise<Result> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
  });
  try {
    return await run(window);
  } finally {
    window.destroy();
  }
}

function printed(window: BrowserWindow, deviceName: string, paper: PaperFormat, patienceMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new PrinterTrouble('printer-silent')), patienceMs);
    const options = { silent: true, printBackground: true, deviceName, pageSize: PAGES[paper] };
    window.webContents.print({ ...options, margins: { marginType: 'none' } }, (done) => {
      clearTimeout(timer);
      if (done) resolve();
      else reject(new PrinterTrouble('printer-failed'));
    });
  });
}
