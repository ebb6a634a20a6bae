import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { cookieName, isAdmitted, isForUs, isFromUs } from './browser-shell/admission.ts';
import { AdmittedWindows } from './browser-shell/admitted-windows.ts';
import { securityHeaders } from './browser-shell/headers.ts';
import { OneTimeLinks } from './browser-shell/one-time-links.ts';
import { serveFile } from './browser-shell/static-files.ts';
import type { Connection } from './ipc/connection.ts';
import { faultTo } from './ipc/faults.ts';
import { buildRouter } from './ipc/router.ts';
import type { Terminal } from './terminal.ts';
import type { Report } from './terminal-parts.ts';

/** An import's file travels in one message. */
const MESSAGE_MAX_BYTES = 40 * 1024 * 1024;
const RPC_PATH = '/ws';

/** The terminal as a page on this machine, for whoever has a link. */
export interface BrowserShell {
  /** `http://127.0.0.1:port` */
  readonly address: string;
  /** A link that lets one browser in, once. */
  newLink(): string;
  close(): Promise<void>;
}

export interface BrowserShellOptions {
  readonly terminal: Terminal;
  /** The built window. */
  readonly windowFolder: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Where windows are remembered over restarts; without, each has to be opened by a fresh link then. */
  readonly windowsFile?: string;
  /** Hears of faults in answering a window; the window hears only that there was one. */
  readonly report?: Report;
}

/** Serves the terminal on this machine only. Throws `EADDRINUSE` when the port is taken. */
export async function openBrowserShell(options: BrowserShellOptions): Promise<BrowserShell> {
  const { terminal, windowFolder, port: wanted, report } = options;
  const links = new OneTimeLinks({ windows: new AdmittedWindows(options.windowsFile) });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_MAX_BYTES });
  const handler = new RPCHandler(buildRouter(terminal), { interceptors: [onError(faultTo(report))] });
  sockets.on('connection', (socket: WebSocket) => {
    const connection: Connection = { sessionId: null };
    void handler.upgrade(socket, { context: { connection } });
  });
  const server = createServer();
  const port = await listenOn(server, wanted);
  const gate: Gate = { port, links, windowFolder };
  server.on('request', (request, response) => void answer(gate, request, response));
  server.on('upgrade', (request, socket, head) => upgrade(gate, sockets, request, socket, head));
  const address = `http://127.0.0.1:${port}`;
  return {
    address,
    newLink: () => `${address}/?t=${links.newToken()}`,
    close: () => close(server, sockets),
  };
}

interface Gate {
  readonly port: number;
  readonly links: OneTimeLinks;
  readonly windowFolder: string;
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

async function answer(gate: Gate, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { port, links, windowFolder } = gate;
  for (const [name, value] of Object.entries(securityHeaders(`ws://${request.headers.host ?? ''}`)))
    if (isForUs(request, port)) response.setHeader(name, value);
  if (!isForUs(request, port)) return refuse(response, 421, 'This is not the address of this terminal.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Only reading is possible here.');
  const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
  const token = url.searchParams.get('t');
  // A link is followed from a terminal window, a mail, a start page: its token is what admits, so any origin will do.
  if (url.pathname === '/' && token !== null) return redeem(gate, token, response);
  if (!isFromUs(request, false)) return refuse(response, 403, 'Another site asked for this.');
  if (!isAdmitted(request, port, links))
    return refuse(response, 401, 'Open this terminal with a fresh link from where it was started.');
  if (!(await serveFile(windowFolder, url.pathname, response, request.method === 'HEAD')))
    return refuse(response, 404, 'There is nothing here.');
}

function redeem({ port, links }: Gate, token: string, response: ServerResponse): void {
  const cookie = links.redeem(token);
  if (cookie === undefined) {
    refuse(response, 401, 'This link was used already, or is too old. Ask for a fresh one.');
    return;
  }
  response.setHeader('set-cookie', `${cookieName(port)}=${cookie}; Path=/; HttpOnly; SameSite=Strict`);
  response.writeHead(303, { location: '/' }).end();
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${message}\n`);
}

function upgrade(gate: Gate, sockets: WebSocketServer, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const admitted =
    request.url === RPC_PATH &&
    isForUs(request, gate.port) &&
    isFromUs(request, true) &&
    isAdmitted(request, gate.port, gate.links);
  if (!admitted) {
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    return;
  }
  sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
}

async function close(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.terminate();
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
