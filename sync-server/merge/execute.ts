import { v7 } from 'uuid';
import type { EnrolledTerminal } from '#domain/kernel/centre.ts';
import { invalidInput } from '#domain/kernel/invalid-input.ts';
import { mayDo } from '#domain/kernel/may-do.ts';
import {
  type Actor,
  type DecisionContext,
  decisionOf,
  type Operation,
  type Place,
  type Query,
} from '#domain/kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '#domain/kernel/refusal.ts';
import type { Role, TerminalKind } from '#domain/kernel/roles.ts';
import { idFor } from '#protocol/ids.ts';
import { type ExecuteResponse, executeRequest } from '#protocol/sync-messages.ts';
import { withHostsPart } from '../host-makes.ts';
import type { Caller, ServerParts } from '../parts.ts';
import { readContacts, SERVER_TERMINAL } from '../store/heads.ts';
import { inClinic } from '../store/in-clinic.ts';
import { knownTerminal } from './known-terminal.ts';
import { BadEntry } from './open-batch.ts';
import { isUnicode, parseRequest } from './parse-request.ts';
import { refused } from './problems.ts';
import {
  type HeldClinic,
  holdClinic,
  readServerChain,
  SERVER_ACTOR,
  type ServerEntry,
  serverDate,
  writeAsServer,
  writePlaced,
} from './server-author.ts';

/** Who asks for something only the centre may decide or tell, and where. */
interface Asking {
  readonly actor: Actor;
  readonly kind: TerminalKind;
  readonly place: Place;
  /** On the server's own machine, by whoever holds its administrator's token. */
  readonly asHost: boolean;
}

/** A central operation or query, asked for at a terminal by a person who is signed in there. */
export async function execute(parts: ServerParts, caller: Caller, raw: unknown): Promise<ExecuteResponse> {
  const request = parseRequest(executeRequest, raw);
  return inClinic(parts.sql, caller.clinicId, async (tx) => {
    const held = await holdClinic(parts, tx, caller.clinicId);
    if (!held) throw refused('not-enrolled');
    const terminal = await knownTerminal(parts, tx, held.records, caller);
    const person = await held.records.settled(() => parts.centre.person(held.records, request.actorId));
    if (!person) return no(refuse('unknown-actor'));
    const place = placeOf(caller.clinicId, terminal);
    const barred = await held.records.settled(() => parts.centre.mayLogIn(held.records, person, place));
    if (barred) return no(barred);
    const actor = { userId: person.id, name: person.name, roles: person.roles, sessionId: request.sessionId || null };
    return answer(held, request.operation, request.input, { actor, kind: terminal.kind, place, asHost: false });
  });
}

/** The same, asked for on the machine the server runs on, by whoever holds its administrator's token. */
export async function executeAsHost(
  parts: ServerParts,
  clinicId: string,
  name: string,
  input: unknown,
): Promise<ExecuteResponse> {
  return inClinic(parts.sql, clinicId, async (tx) => {
    const held = await holdClinic(parts, tx, clinicId);
    return held ? answer(held, name, input, theHost(held)) : no(refuse('unknown-clinic', { clinicId }));
  });
}

const HOST_ROLES: readonly Role[] = ['administrator', 'manager'];

export function theHost({ clinicId, parts }: HeldClinic): Asking {
  const actor = { userId: SERVER_ACTOR, name: 'Server administrator', roles: HOST_ROLES, sessionId: null };
  return { actor, kind: 'back-office', place: serverPlace(clinicId, parts), asHost: true };
}

function serverPlace(clinicId: string, { chainEpoch }: ServerParts): Place {
  return { clinicId, branchId: null, terminalId: SERVER_TERMINAL, terminalCode: 'S', kind: 'server', epoch: chainEpoch };
}

function placeOf(clinicId: string, { id, code, kind, branchId, epoch }: EnrolledTerminal): Place {
  return { clinicId, branchId, terminalId: id, terminalCode: code, kind, epoch };
}

export async function answer(held: HeldClinic, name: string, raw: unknown, asking: Asking): Promise<ExecuteResponse> {
  const { house } = held.parts;
  const operation = house.operations.get(name);
  const what = operation ?? house.queries.get(name);
  if (!what) return no(refuse('unknown-operation', { operation: name.slice(0, 80) }));
  const refusal = mayAsk(what, asking);
  if (refusal) return no(refusal);
  if (!isUnicode(raw)) return no(refuse('invalid-input', { where: '', problem: 'not Unicode' }));
  const made = await withHostsPart(held.parts, held.clinicId, operation ?? {}, raw, asking.asHost);
  if (isRefusal(made)) return no(made);
  const input = what.input.safeParse(made.input);
  if (!input.success) return no(invalidInput(input.error.issues[0]));
  if (!operation) return read(held, what as Query, input.data, asking);
  const decided = await decide(held, operation, input.data, asking.actor);
  if (!decided.ok) return decided;
  await made.keep?.(held.tx);
  return { ok: true, result: made.complete(decided.result) };
}

/** The host may do what only the host may, and what administrators and managers may at the back office. */
function mayAsk(what: Operation | Query, { actor, kind, asHost }: Asking): Refusal | undefined {
  if (asHost && what.terminals.includes('server')) return undefined;
  // What a terminal decides is in its own chain, under its own till and session: not in the server's, on its word.
  if (!asHost && 'decidedAt' in what && what.decidedAt === 'terminal')
    return refuse('decided-at-terminal', { operation: what.name });
  return mayDo(what, actor.roles, kind);
}

async function read(held: HeldClinic, query: Query, input: unknown, { actor, place }: Asking): Promise<ExecuteResponse> {
  const { tx, clinicId, records, nowMs } = held;
  const contacts = await readContacts(tx, clinicId);
  const businessDate = await serverDate(held, place.branchId);
  const result = await records.decided(() => query.read(input, { reader: records, actor, place, nowMs, businessDate, contacts }));
  return { ok: true, result };
}

/** Decides, writes the changes in the server's own chain and places them, while the clinic's order is held. */
export async function decide<Input, Result>(
  held: HeldClinic,
  operation: Operation<Input, Result>,
  input: Input,
  actor: Actor,
): Promise<{ ok: true; result: Result } | Extract<ExecuteResponse, { ok: false }>> {
  const context = await contextFor(held, actor);
  const decision = await held.records.decided(() => decisionOf(operation, input, context));
  if (isRefusal(decision)) return no(decision);
  if (decision.changes.length === 0) return { ok: true, result: decision.result };
  const refusal = await written(held, {
    branchId: decision.branchId ?? null,
    actorId: actor.userId,
    sessionId: actor.sessionId,
    operation: operation.name,
    documentNumber: decision.documentNumber ?? null,
    changes: decision.changes,
  });
  if (refusal) return no(refusal);
  await writePlaced(held);
  return { ok: true, result: decision.result };
}

/** What cannot be kept, an id that is no text for example, was not worth deciding about. */
async function written(held: HeldClinic, entry: ServerEntry): Promise<Refusal | undefined> {
  try {
    return await writeAsServer(held, entry);
  } catch (problem) {
    if (problem instanceof BadEntry) return refuse('invalid-input', { where: '', problem: problem.message });
    throw problem;
  }
}

async function contextFor(held: HeldClinic, actor: Actor): Promise<DecisionContext> {
  const { parts, tx, clinicId, placement, nowMs } = held;
  const { seq, hash, grossInMinor, grossOutMinor } = await readServerChain(held);
  return {
    reader: placement.reader,
    actor,
    place: serverPlace(clinicId, parts),
    nowMs,
    businessDate: await serverDate(held, null),
    newId: () => v7({ msecs: nowMs }),
    idFor: (...words) => idFor(clinicId, words),
    contacts: await readContacts(tx, clinicId),
    chain: { seq, hash, grossInMinor, grossOutMinor },
  };
}

export function no({ code, details }: Refusal): Extract<ExecuteResponse, { ok: false }> {
  return { ok: false, code, details: { ...details } };
}
