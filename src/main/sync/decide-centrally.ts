import type { Actor } from '#domain/kernel/operation.ts';
import type { Answer } from '#protocol/counter-api.ts';
import { SyncRefused, type Transport, Unreachable } from '#protocol/sync-messages.ts';
import { no, yes } from '../answers.ts';
import type { SyncRound } from './sync-round.ts';

/** What leads to the server, and what brings its decision back into the terminal's own records. */
export interface Forward {
  readonly transport: Pick<Transport, 'execute'>;
  /** Cut off on purpose or stopped by the server. */
  readonly mayReach: () => boolean;
  /** Something recorded here has not been sent. */
  readonly waits: () => boolean;
  readonly syncNow: () => Promise<Pick<SyncRound, 'outcome'>>;
}

/**
 * Asks the server to decide, then pulls, so that the answer and the terminal's records agree. What was recorded here goes first:
 * the decision may rest on it, as on an approval that was just given.
 */
export async function decideCentrally(forward: Forward, name: string, input: unknown, actor: Actor): Promise<Answer<unknown>> {
  if (forward.waits() && (await forward.syncNow()).outcome === 'offline') return no('server-unreachable');
  const answer = await askServer(forward, name, input, actor);
  if (answer.ok) await forward.syncNow();
  return answer;
}

/** Asks the server to read, where only the server knows. */
export async function askServer(forward: Forward, name: string, input: unknown, actor: Actor): Promise<Answer<unknown>> {
  if (!forward.mayReach()) return no('server-unreachable');
  try {
    const response = await forward.transport.execute({
      operation: name,
      input,
      actorId: actor.userId,
      sessionId: actor.sessionId ?? '',
    });
    return response.ok ? yes(response.result) : no(response.code, response.details);
  } catch (error) {
    if (error instanceof Unreachable) return no('server-unreachable');
    if (error instanceof SyncRefused) return no(error.problem);
    throw error;
  }
}
