import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { RouterClient } from '@orpc/server';
import type { CounterRouter } from '#main/ipc/router.ts';

export type CounterClient = RouterClient<CounterRouter>;

/** `lost`: the terminal's program does not answer; the window tries again by itself. */
export type LineState = 'connecting' | 'open' | 'lost';

declare global {
  interface Window {
    /** Put there by Electron's preload; absent in a browser. */
    readonly counterfoil?: { readonly shell: 'electron' };
  }
}

const CONNECT = 'counterfoil:connect';
const TRY_AGAIN_MS = 1000;

let client: CounterClient | null = null;
let state: LineState = 'connecting';
const listeners = new Set<() => void>();

/** The window's line to its terminal: a WebSocket in a browser, a MessagePort in Electron. */
export const line = {
  state: () => state,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Throws while there is no line: whoever calls shows that already. */
  client(): CounterClient {
    if (!client) throw new Error('no line to the terminal');
    return client;
  },
  connect(): void {
    if (window.counterfoil?.shell === 'electron') connectPort();
    else connectSocket();
  },
};

function connectPort(): void {
  const { port1, port2 } = new MessageChannel();
  port1.start();
  window.postMessage(CONNECT, window.origin, [port2]);
  opened(createORPCClient(new PortLink({ port: port1 })));
}

function connectSocket(): void {
  const address = `${window.location.protocol === 'https:' ? 'wss' : 'ws'}://${window.location.host}/ws`;
  const socket = new WebSocket(address);
  socket.addEventListener('open', () => opened(createORPCClient(new SocketLink({ websocket: socket }))), { once: true });
  socket.addEventListener('close', () => lost(), { once: true });
}

function opened(fresh: CounterClient): void {
  client = fresh;
  change('open');
}

function lost(): void {
  client = null;
  change('lost');
  setTimeout(connectSocket, TRY_AGAIN_MS);
}

function change(to: LineState): void {
  state = to;
  for (const listener of listeners) listener();
}
