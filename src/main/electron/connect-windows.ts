import { onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { ipcMain } from 'electron';
import { faultTo } from '../ipc/faults.ts';
import { buildRouter } from '../ipc/router.ts';
import type { Terminal } from '../terminal.ts';
import type { Report } from '../terminal-parts.ts';
import { isAt } from './contain-windows.ts';

const CONNECT = 'counterfoil:connect';

/** Answers windows that ask for a line. The one place where the main process listens to one; any other sender gets none. */
export function connectWindows(terminal: Terminal, allowedOrigin: string, report?: Report): void {
  const handler = new RPCHandler(buildRouter(terminal), { interceptors: [onError(faultTo(report))] });
  ipcMain.on(CONNECT, (event) => {
    const [port] = event.ports;
    const frame = event.senderFrame;
    // A frame inside the window has a parent; the window's own page has none.
    if (!port || !frame || frame.parent !== null || !isAt(frame.url, allowedOrigin)) return port?.close();
    handler.upgrade(port, { context: { connection: { sessionId: null } } });
    port.start();
  });
}
