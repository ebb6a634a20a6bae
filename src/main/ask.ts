import { mayDo } from '#domain/kernel/may-do.ts';
import type { Actor, Query } from '#domain/kernel/operation.ts';
import { isRefusal } from '#domain/kernel/refusal.ts';
import type { Answer } from '#protocol/counter-api.ts';
import { no, yes } from './answers.ts';
import type { ExecuteParts } from './execute.ts';
import { parseInput } from './parse-input.ts';
import { StoreFault } from './store/store-fault.ts';
import { askServer } from './sync/decide-centrally.ts';
import type { Workplace } from './workplace.ts';

/** The same read by the same session is logged once in this long. */
const READ_LOGGED_FOR_MS = 10 * 60_000;

export class Asking {
  readonly #parts: ExecuteParts;
  /** Monotonic ms of the last logged read, by session, query and patient. */
  readonly #logged = new Map<string, number>();

  constructor(parts: ExecuteParts) {
    this.#parts = parts;
  }

  async ask(sessionId: string | null, name: string, rawInput: unknown): Promise<Answer<unknown>> {
    const { work, sessions } = this.#parts;
    const query = work.house.queries.get(name);
    if (!query) return no('unknown-query', { query: name.slice(0, 80) });
    const actor = sessions.authorise(sessionId);
    if (isRefusal(actor)) return no(actor);
    const refusal = mayDo(query, actor.roles, work.place.kind);
    if (refusal) return no(refusal);
    const input = parseInput(query.input, rawInput);
    if (!input.ok) return input;
    try {
      this.#logRead(work, query, input.result, actor);
    } catch (error) {
      // What cannot be logged is not shown.
      if (error instanceof StoreFault) return no(error.reason);
      throw error;
    }
    if (query.readAt === 'central') return askServer(this.#parts.forward, name, input.result, actor);
    return work.store.atOnce(() => {
      const { reader, place, nowMs, businessDate, contacts } = work.contextFor(actor);
      return yes(query.read(input.result, { reader, actor, place, nowMs, businessDate, contacts }));
    });
  }

  /** Logged before it is answered: what somebody has seen is in the log, whatever happens next. */
  #logRead(work: Workplace, query: Query, input: unknown, actor: Actor): void {
    const patientId = query.patientId?.(input);
    if (patientId === undefined || actor.sessionId === null) return;
    const read = `${actor.sessionId} ${query.name} ${patientId}`;
    const nowMs = work.clock.monotonicMs();
    const before = this.#logged.get(read);
    if (before !== undefined && nowMs - before < READ_LOGGED_FOR_MS) return;
    const change = work.access.patientRead({ patientId, userId: actor.userId, sessionId: actor.sessionId, query: query.name });
    const appended = work.append({ actorId: actor.userId, sessionId: actor.sessionId, operation: 'readPatient' }, [change]);
    if (isRefusal(appended)) throw new Error(`a read could not be logged: ${appended.code}`);
    this.#logged.set(read, nowMs);
    this.#forgetOld(nowMs);
  }

  #forgetOld(nowMs: number): void {
    for (const [read, atMs] of this.#logged) {
      if (nowMs - atMs < READ_LOGGED_FOR_MS) return;
      this.#logged.delete(read);
    }
  }
}
