import { mayDo } from '#domain/kernel/may-do.ts';
import type { Actor, Operation } from '#domain/kernel/operation.ts';
import { isRefusal, type Refusal } from '#domain/kernel/refusal.ts';
import type { Answer } from '#protocol/counter-api.ts';
import { no, yes } from './answers.ts';
import { parseInput } from './parse-input.ts';
import type { TerminalSessions } from './session/sessions.ts';
import { decideCentrally, type Forward } from './sync/decide-centrally.ts';
import type { Workplace } from './workplace.ts';

export interface ExecuteParts {
  readonly work: Workplace;
  readonly sessions: TerminalSessions;
  readonly forward: Forward;
}

/** The one way for everything that is done at a terminal. */
export async function execute(
  parts: ExecuteParts,
  sessionId: string | null,
  name: string,
  rawInput: unknown,
): Promise<Answer<unknown>> {
  const { work, sessions } = parts;
  const operation = work.house.operations.get(name);
  // A session sets passwords: it alone sees the current one.
  if (!operation || name === work.access.passwordOperation) return no('unknown-operation', { operation: name.slice(0, 80) });
  const actor = sessions.authorise(sessionId);
  if (isRefusal(actor)) return no(actor);
  const refusal = mayDo(operation, actor.roles, work.place.kind) ?? leaseRefusal(work, operation);
  if (refusal) return no(refusal);
  const input = parseInput(operation.input, rawInput);
  if (!input.ok) return input;
  if (sessionId !== null) sessions.touch(sessionId);
  return operation.decidedAt === 'central'
    ? decideCentrally(parts.forward, operation.name, input.result, actor)
    : decideHere(work, operation, input.result, actor);
}

/** Decision, checks and append in one synchronous stretch: no other write can come between reading and writing. */
export function decideHere(work: Workplace, operation: Operation, input: unknown, actor: Actor): Answer<unknown> {
  const context = work.contextFor(actor);
  const decision = operation.decide(input, context);
  if (isRefusal(decision)) return no(decision);
  // Nothing changed, so there is nothing to log: an import of what is already there.
  if (decision.changes.length === 0) return yes(decision.result);
  const frame = {
    actorId: actor.userId,
    sessionId: actor.sessionId,
    operation: operation.name,
    documentNumber: decision.documentNumber ?? null,
    branchId: decision.branchId,
  };
  try {
    const appended = work.append(frame, decision.changes, context.businessDate);
    return isRefusal(appended) ? no(appended) : yes(decision.result);
  } catch (error) {
    return no(notRecorded(error));
  }
}

/** A full or broken disk is said in counter language; nothing was recorded, so nothing may be printed. */
function notRecorded(error: unknown): Refusal {
  const code = (error as { code?: unknown }).code;
  if (code === 'SQLITE_FULL') return no('disk-full').refusal;
  if (typeof code === 'string' && code.startsWith('SQLITE_IOERR')) return no('disk-broken', { code }).refusal;
  throw error;
}

function leaseRefusal(work: Workplace, operation: Operation): Refusal | undefined {
  const leaseUntilMs = work.trusted.contact?.leaseUntilMs;
  if (!operation.needsLease || leaseUntilMs === undefined || work.trusted.nowMs() <= leaseUntilMs) return undefined;
  return no('lease-expired', { leaseUntilMs }).refusal;
}
