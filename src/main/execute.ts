import { mayDo } from '#domain/kernel/may-do.ts';
import { type Actor, decisionOf, type Operation } from '#domain/kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '#domain/kernel/refusal.ts';
import type { Answer } from '#protocol/counter-api.ts';
import { no, yes } from './answers.ts';
import { parseInput } from './parse-input.ts';
import { type Passwords, weakness } from './session/passwords.ts';
import type { TerminalSessions } from './session/sessions.ts';
import { StoreFault } from './store/store-fault.ts';
import { decideCentrally, type Forward } from './sync/decide-centrally.ts';
import type { Workplace } from './workplace.ts';

export interface ExecuteParts {
  readonly work: Workplace;
  readonly sessions: TerminalSessions;
  readonly forward: Forward;
  readonly passwords: Passwords;
}

/** The one way for everything that is done at a terminal. */
export async function execute(
  parts: ExecuteParts,
  sessionId: string | null,
  name: string,
  rawInput: unknown,
): Promise<Answer<unknown>> {
  const may = mayExecute(parts, sessionId, name);
  if (isRefusal(may)) return no(may);
  const { operation, actor } = may;
  const input = await readInput(operation, rawInput, parts.passwords);
  if (!input.ok) return input;
  if (sessionId !== null) parts.sessions.touch(sessionId);
  return operation.decidedAt === 'central'
    ? decideCentrally(parts.forward, operation.name, input.result, actor)
    : decideHere(parts.work, operation, input.result, actor);
}

/** Who would run which operation; or why they may not, whatever the input. */
export function mayExecute(
  { work, sessions }: Pick<ExecuteParts, 'work' | 'sessions'>,
  sessionId: string | null,
  name: string,
): { operation: Operation; actor: Actor } | Refusal {
  const operation = work.house.operations.get(name);
  // A session sets passwords: it alone sees the current one.
  if (!operation || name === work.access.passwordOperation) return refuse('unknown-operation', { operation: name.slice(0, 80) });
  const actor = sessions.authorise(sessionId);
  if (isRefusal(actor)) return actor;
  return mayDo(operation, actor.roles, work.place.kind) ?? leaseRefusal(work, operation) ?? { operation, actor };
}

/** What the host makes is put in before the input is read: at the server for what is decided there, a password here. */
async function readInput(operation: Operation, raw: unknown, passwords: Passwords): Promise<Answer<unknown>> {
  if (operation.hostMakes === 'secretHash' && operation.decidedAt === 'central') return yes(raw);
  if (operation.hostMakes !== 'password') return parseInput(operation.input, raw);
  const given = (raw ?? {}) as { password?: unknown };
  const weak = typeof given.password === 'string' ? weakness(given.password) : no('invalid-input', { where: 'password' }).refusal;
  if (weak) return no(weak);
  return parseInput(operation.input, { ...given, password: await passwords.make(String(given.password)) });
}

/** Decision, checks and append in one synchronous stretch: no other write can come between reading and writing. */
export function decideHere(work: Workplace, operation: Operation, input: unknown, actor: Actor): Answer<unknown> {
  const context = work.contextFor(actor);
  const decision = decisionOf(operation, input, context);
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
    // Said in counter language; nothing was recorded, so nothing may be printed.
    if (error instanceof StoreFault) return no(error.reason);
    throw error;
  }
}

function leaseRefusal(work: Workplace, operation: Operation): Refusal | undefined {
  const leaseUntilMs = work.trusted.contact?.leaseUntilMs;
  if (!operation.needsLease || leaseUntilMs === undefined || work.trusted.nowMs() <= leaseUntilMs) return undefined;
  return no('lease-expired', { leaseUntilMs }).refusal;
}
