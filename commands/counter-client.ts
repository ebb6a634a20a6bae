import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { RouterClient } from '@orpc/server';
import { WebSocket } from 'ws';
import type { CounterRouter } from '#main/ipc/router.ts';
import type { Answer } from '#protocol/counter-api.ts';

/** A window without a screen: the same calls over the same WebSocket as the one people look at. */
export interface CounterClient {
  readonly call: RouterClient<CounterRouter>;
  close(): void;
}

const OPEN_MS = 10_000;

/** @param link a one-time link of the browser shell, `http://127.0.0.1:port/?t=…` */
export async function connectCounter(link: string): Promise<CounterClient> {
  const { origin, host } = new URL(link);
  const entered = await fetch(link, { redirect: 'manual' });
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0];
  if (entered.status !== 303 || !cookie) throw new Error(`the terminal did not take its one-time link (${entered.status})`);
  const socket = new WebSocket(`ws://${host}/ws`, { headers: { cookie, origin }, handshakeTimeout: OPEN_MS });
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return {
    call: createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket })),
    close: () => socket.terminate(),
  };
}

/** The result of a yes; a refusal becomes an error that names what was asked. */
export function granted<Result>(answer: Answer<Result>, asked: string): Result {
  if (answer.ok) return answer.result;
  throw new Error(`${asked} was refused: ${answer.refusal.code} ${JSON.stringify(answer.refusal.details)}`);
}
