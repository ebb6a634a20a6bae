import { join } from 'node:path';
import { app, type BrowserWindow, dialog, safeStorage } from 'electron';
import { connectWindows } from './electron/connect-windows.ts';
import { containWindows, denyPermissions } from './electron/contain-windows.ts';
import { openMainWindow } from './electron/main-window.ts';
import { electronPrinters } from './electron/system-printers.ts';
import { registerWindowScheme, serveWindow, WINDOW_ORIGIN } from './electron/window-files.ts';
import { safeStorageKeyStore } from './identity/safe-storage-key-store.ts';
import { plainTerminal, reportToConsole } from './plain-terminal.ts';
import type { Terminal } from './terminal.ts';

/**
 * The terminal in Electron: what the browser shell is in Node, with a window of its own and the system's key store.
 * `COUNTERFOIL_DATA` names another data folder than the user's own, `COUNTERFOIL_CODE` enrols one that is new,
 * `COUNTERFOIL_ALLOW_UNPROTECTED_KEYS=1` accepts a system without a key store.
 */
const { COUNTERFOIL_DATA, COUNTERFOIL_CODE, COUNTERFOIL_ALLOW_UNPROTECTED_KEYS, ELECTRON_RENDERER_URL } = process.env;
/** Only a development build reads its window from elsewhere. */
const developing = !app.isPackaged && ELECTRON_RENDERER_URL !== undefined;
const windowOrigin = developing ? new URL(ELECTRON_RENDERER_URL).origin : WINDOW_ORIGIN;

// The lock and Electron's own files go by this folder: terminals with different data run side by side.
if (COUNTERFOIL_DATA) app.setPath('userData', join(COUNTERFOIL_DATA, 'electron'));

if (app.requestSingleInstanceLock()) begin();
else app.quit();

function begin(): void {
  app.enableSandbox();
  registerWindowScheme();
  containWindows(windowOrigin);
  let window: BrowserWindow | undefined;
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  // Started by another program of ours, it ends when that does, however that ends.
  process.once('disconnect', () => app.quit());
  app
    .whenReady()
    .then(async () => {
      const terminal = await openTerminal();
      window = show(terminal);
    })
    .catch((error: unknown) => {
      dialog.showErrorBox('Counterfoil cannot start', error instanceof Error ? error.message : String(error));
      app.exit(1);
    });
}

async function openTerminal(): Promise<Terminal> {
  const dataDir = COUNTERFOIL_DATA ?? join(app.getPath('userData'), 'terminal');
  const allowUnprotected = COUNTERFOIL_ALLOW_UNPROTECTED_KEYS === '1';
  const keyStore = safeStorageKeyStore(safeStorage, { allowUnprotected });
  const terminal = await plainTerminal(dataDir, { keyStore, systemPrinters: electronPrinters() });
  // Where the code is refused, the first-run screen stands and says what to do.
  if (COUNTERFOIL_CODE && terminal.state().phase === 'first-run') await terminal.enrol(COUNTERFOIL_CODE);
  return terminal;
}

function show(terminal: Terminal): BrowserWindow {
  denyPermissions();
  serveWindow(join(import.meta.dirname, '../renderer'));
  connectWindows(terminal, windowOrigin, reportToConsole);
  closeBeforeQuitting(terminal);
  const address = developing ? ELECTRON_RENDERER_URL : `${WINDOW_ORIGIN}/`;
  return openMainWindow(address, join(import.meta.dirname, '../preload/index.cjs'));
}

/** Lets what is being written or sent come to its end. */
function closeBeforeQuitting(terminal: Terminal): void {
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void terminal.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
}
