import { expect, vi } from 'vitest';
import { type Clinic, type Counter, type CounterName, login } from './clinic.ts';

/** How long something that is to come over the network is waited for, also on a machine that is busy with other work. */
export const SOON = { timeout: 40_000, interval: 50 };

/** A counter of the clinic with somebody at work. */
export interface Seat extends Counter {
  /** Throws where it is refused. */
  done<Result>(operation: string, input: unknown): Promise<Result>;
  read<Result>(query: string, input: unknown): Promise<Result>;
  /** The code of why it is refused; undefined: it was done. */
  refused(operation: string, input: unknown): Promise<string | undefined>;
}

/** Enrols the counter's terminal and logs somebody in there. */
export async function takeSeat(clinic: Clinic, name: CounterName, who: string): Promise<Seat> {
  const counter = await clinic.enrolled(name);
  const session = await login(counter, who);
  const granted = (answer: { ok: boolean; result?: unknown; refusal?: { code: string } }) => {
    if (!answer.ok) throw new Error(`${name} was refused: ${answer.refusal?.code}`);
    return answer.result as never;
  };
  return {
    ...counter,
    done: async (operation, input) => granted(await counter.terminal.execute(session, operation, input)),
    read: async (query, input) => granted(await counter.terminal.query(session, query, input)),
    refused: async (operation, input) => {
      const answer = await counter.terminal.execute(session, operation, input);
      return answer.ok ? undefined : answer.refusal.code;
    },
  };
}

/** Waits until the server has everything of these, and all stand at the same position of its order. */
export async function inStep(...seats: readonly Counter[]): Promise<void> {
  for (const { terminal } of seats)
    await vi.waitFor(() => expect(terminal.state().sync).toMatchObject({ link: 'online', backlog: 0 }), SOON);
  const positions = () => seats.map(({ terminal }) => terminal.store.position());
  await vi.waitFor(() => expect(new Set(positions()).size).toBe(1), SOON);
}
