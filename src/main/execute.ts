import { mayDo } from '#domain/kernel/may-do.ts';
import { type Actor, decisionOf, type Operation } from '#domain/kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '#domain/kernel/refusal.ts';
import { newPassword, openApprovalKey, signText } from '#protocol/approval-key.ts';
import type { Answer } from '#protocol/counter-api.ts';
import type { Passwords } from '#protocol/passwords.ts';
import { no, yes } from './answers.ts';
import { parseInput } from './parse-input.ts';
import type { TerminalSessions } from './session/sessions.ts';
import { StoreFault } from './store/store-fault.ts';
import { decideCentrally, type Forward } from './sync/decide-centrally.ts';
import { practise } from './training.ts';
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
  const input = await readInput(parts, operation, rawInput, sessionId);
  if (!input.ok) return input;
  if (sessionId !== null) parts.sessions.touch(sessionId);
  const scratch = parts.work.access.training.realOperations.includes(name) ? null : parts.work.scratch();
  if (scratch) return practise(parts.work, scratch, operation, input.result, actor);
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
async function readInput(
  parts: ExecuteParts,
  operation: Operation,
  raw: unknown,
  sessionId: string | null,
): Promise<Answer<unknown>> {
  const given = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};
  switch (operation.hostMakes) {
    case 'secretHash':
      return operation.decidedAt === 'central' ? yes(raw) : parseInput(operation.input, raw);
    case 'password': {
      const made = await newPassword(parts.passwords, given.password);
      if (isRefusal(made)) return no(made);
      return parseInput(operation.input, { ...given, password: made.verifier, approvalKey: made.approvalKey });
    }
    case 'signature':
      return signedInput(parts, operation, given, sessionId);
    default:
      return parseInput(operation.input, raw);
  }
}

/** Somebody typed their login and password over this session: who they are and their signature takes their place. */
async function signedInput(
  { sessions, passwords }: ExecuteParts,
  operation: Operation,
  { login, password, ...said }: Record<string, unknown>,
  sessionId: string | null,
): Promise<Answer<unknown>> {
  if (typeof login !== 'string' || typeof password !== 'string') return no('invalid-input', { where: 'login' });
  // Read before the password is tried: a wrong input costs nobody a try.
  const read = parseInput(operation.input, { ...said, signerId: 'nobody', signature: '' });
  if (!read.ok) return read;
  const signer = await sessions.stepUp({ login, password }, sessionId);
  if (isRefusal(signer)) return no(signer);
  const key = signer.approvalKey && (await openApprovalKey(passwords, signer.approvalKey, password));
  if (!key) return no('no-approval-key', { name: signer.name });
  const input = { ...(read.result as object), signerId: signer.id };
  const text = operation.signs?.(input);
  if (text === undefined) throw new Error(`${operation.name} does not say what is signed`);
  return yes({ ...input, signature: signText(text, key) });
}

/** Decision, checks and append in one synchronous stretch: no other write can come between reading and writing. */
export function decideHere(work: Workplace, operation: Operation, input: unknown, actor: Actor): Answer<unknown> {
  return work.store.atOnce(() => decideAndAppend(work, operation, input, actor));
}

function decideAndAppend(work: Workplace, operation: Operation, input: unknown, actor: Actor): Answer<unknown> {
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
