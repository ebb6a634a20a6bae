import { mayDo } from '#domain/kernel/may-do.ts';
import { isRefusal } from '#domain/kernel/refusal.ts';
import type { Answer } from '#protocol/counter-api.ts';
import { no, yes } from './answers.ts';
import type { TerminalSessions } from './session/sessions.ts';
import type { LogFilter, LoggedEntry } from './store/terminal-store.ts';
import type { Workplace } from './workplace.ts';

/** The audit explorer. Looking is itself logged, when a look begins: further pages of it are not another look. */
export function exploreLog(
  work: Workplace,
  sessions: TerminalSessions,
  sessionId: string | null,
  filter: LogFilter,
): Answer<readonly LoggedEntry[]> {
  const actor = sessions.authorise(sessionId);
  if (isRefusal(actor)) return no(actor);
  const refusal = mayDo({ name: 'exploreLog', ...work.access.logExploring }, actor.roles, work.place.kind);
  if (refusal) return no(refusal);
  if (!filter.before && actor.sessionId !== null) {
    const look = { userId: actor.userId, sessionId: actor.sessionId, subject: filter.subject ?? null };
    const logged = work.append({ actorId: actor.userId, sessionId: actor.sessionId, operation: 'exploreLog' }, [
      work.access.logExplored(look),
    ]);
    if (isRefusal(logged)) return no(logged);
  }
  return yes(work.store.log(filter));
}
