import { verify } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { TransactionSql } from 'postgres';
import type { EnrolledTerminal } from '#domain/kernel/centre.ts';
import { publicKeyFrom, sha256, type WireEntry } from '#protocol/entry.ts';
import { type PushRequest, type PushResponse, pushRequest } from '#protocol/sync-messages.ts';
import type { Caller, ServerParts } from '../parts.ts';
import { type ChainEnd, readChain, saveChain, saveContact } from '../store/heads.ts';
import { inClinic } from '../store/in-clinic.ts';
import { keepAside } from '../store/incidents.ts';
import { NotLoaded } from '../store/loaded-records.ts';
import { newEntries } from './already-held.ts';
import { followUp } from './follow-up.ts';
import { type Fork, freeze } from './freeze.ts';
import { knownTerminal } from './known-terminal.ts';
import { BadEntry, endAfter, type OpenedEntry, openBatch } from './open-batch.ts';
import { parseRequest } from './parse-request.ts';
import { refused } from './problems.ts';
import { type HeldClinic, holdClinic, writeEntries, writePlaced } from './server-author.ts';

/** Takes a batch of a terminal's chain: all of it, durably, or nothing. Taking one twice changes nothing. */
export async function push(parts: ServerParts, caller: Caller, raw: unknown): Promise<PushResponse> {
  const request = parseRequest(pushRequest, raw);
  const taken = await inClinic(parts.sql, caller.clinicId, (tx) => take(parts, tx, caller, request)).catch((problem: unknown) => {
    if (problem instanceof BadEntry) return problem;
    throw problem;
  });
  if (taken instanceof BadEntry) {
    // As it arrived, not as it was about to be kept.
    const entry = request.entries.find(({ hash }) => hash === taken.entry.hash) ?? taken.entry;
    await setAside(parts, caller, taken, entry);
    throw refused('bad-entry', taken.message, taken.seq);
  }
  if ('forkedAt' in taken) throw refused('chain-fork', undefined, taken.forkedAt);
  return taken;
}

async function take(
  parts: ServerParts,
  tx: TransactionSql,
  caller: Caller,
  request: PushRequest,
): Promise<PushResponse | { forkedAt: number }> {
  const held = await holdClinic(parts, tx, caller.clinicId);
  if (!held) throw refused('not-enrolled');
  const terminal = await knownTerminal(parts, tx, held.records, caller);
  const end = await readChain(tx, caller.clinicId, caller.terminalId, caller.epoch);
  const fresh = await newEntries(tx, caller, end, request.entries);
  if ('arrived' in fresh) return fork(held, terminal, end, request, fresh);
  const last = request.entries.at(-1) as WireEntry;
  if (fresh.length === 0) {
    await saveContact(tx, caller.clinicId, contactOf(caller, held.nowMs, request.backlog, { seq: end.seq, hash: end.hash }));
    return { seq: end.seq, position: held.head.position };
  }
  const author = { ...caller, branchId: terminal.branchId };
  const { opened: arrived, end: newEnd } = openBatch(parts.house, author, end, fresh);
  const opened = withHeadSigned(arrived, request.headSignature);
  const signed = signaturesHold(terminal, opened, { hash: last.hash, signature: request.headSignature });
  await placeAll(held, terminal, end, opened);
  const unsigned = await signed;
  if (unsigned) throw unsigned;
  await Promise.all([
    writePlaced(held),
    saveChain(tx, caller.clinicId, newEnd),
    saveContact(tx, caller.clinicId, contactOf(caller, held.nowMs, request.backlog, { seq: newEnd.seq, hash: newEnd.hash })),
  ]);
  return { seq: newEnd.seq, position: held.placement.frontier.size };
}

/** The signature over the head is kept with it: it proves whose the chain below is, long after this request. */
function withHeadSigned(opened: readonly OpenedEntry[], signature: string): readonly OpenedEntry[] {
  const last = opened.at(-1);
  if (!last || last.wire.signature !== null) return opened;
  return [...opened.slice(0, -1), { ...last, wire: { ...last.wire, signature } }];
}

function contactOf(caller: Caller, atMs: number, backlog: number, head: { seq: number; hash: string }) {
  return { terminalId: caller.terminalId, epoch: caller.epoch, atMs, backlog, clockAheadMs: null, head };
}

/** So many are placed before the database gets them to write while the next are placed. */
const STRETCH = 250;

/** Everything the batch will read is loaded in one go, so that placing an entry asks the database nothing. */
async function placeAll(
  held: HeldClinic,
  { kind }: EnrolledTerminal,
  end: ChainEnd,
  opened: readonly OpenedEntry[],
): Promise<void> {
  const { placement, records } = held;
  const writing: Promise<void>[] = [];
  await records.load(opened.flatMap((one) => guarded(one, () => placement.reads(one))));
  let last = end;
  for (const [at, one] of opened.entries()) {
    last = endAfter(last, one.header, one.wire.hash);
    const { seenAtMs } = last;
    await records.settled(() => guarded(one, () => placement.place(one, kind, seenAtMs)));
    await followUp(held, one);
    if (at % STRETCH !== STRETCH - 1) continue;
    const written = writeEntries(held);
    // Should a later entry be bad, nobody waits for this one; the transaction ends with its failure all the same.
    written.catch(() => undefined);
    writing.push(written);
    await setImmediate();
  }
  await Promise.all(writing);
}

/** A rule that throws is a bug of ours; the entry that found it is kept aside and the server goes on. */
function guarded<Result>({ wire, header }: OpenedEntry, rule: () => Result): Result {
  try {
    return rule();
  } catch (problem) {
    if (problem instanceof NotLoaded || problem instanceof BadEntry) throw problem;
    throw new BadEntry(wire, header.seq, `a rule failed: ${problem instanceof Error ? problem.message : String(problem)}`);
  }
}

/**
 * The signature over the last hash covers the chain below it; entries that print a document carry their own besides.
 * Verified beside the main thread while the entries are placed.
 * @returns the first entry that is not signed as it says
 */
async function signaturesHold(
  terminal: EnrolledTerminal,
  opened: readonly OpenedEntry[],
  head: { hash: string; signature: string },
): Promise<BadEntry | undefined> {
  const key = publicKeyFrom(terminal.publicKey);
  const holds = (hash: string, signature: string) =>
    new Promise<boolean>((done) => {
      verify(null, Buffer.from(hash, 'hex'), key, Buffer.from(signature, 'base64'), (error, valid) => done(!error && valid));
    });
  const headHolds = holds(head.hash, head.signature);
  const each = opened.flatMap(({ wire, header }) =>
    wire.signature === null ? [] : [holds(wire.hash, wire.signature).then((valid) => ({ valid, wire, seq: header.seq }))],
  );
  const wrong = (await Promise.all(each)).find(({ valid }) => !valid);
  if (wrong) return new BadEntry(wrong.wire, wrong.seq, 'its signature is not this terminal’s');
  const last = opened.at(-1);
  if (!(await headHolds) && last) return new BadEntry(last.wire, last.header.seq, 'the batch is not signed by this terminal');
  return undefined;
}

async function fork(
  held: HeldClinic,
  terminal: EnrolledTerminal,
  end: ChainEnd,
  request: PushRequest,
  found: Fork,
): Promise<{ forkedAt: number }> {
  const last = request.entries.at(-1) as WireEntry;
  const unsigned = await signaturesHold(terminal, [], { hash: last.hash, signature: request.headSignature });
  if (unsigned) throw unsigned;
  await freeze(held, end, found);
  await writePlaced(held);
  return { forkedAt: found.seq };
}

async function setAside(
  parts: ServerParts,
  { clinicId, terminalId, epoch }: Caller,
  { seq, message: problem }: BadEntry,
  entry: WireEntry,
): Promise<void> {
  const id = sha256(`${terminalId}/${epoch}/${seq}\n`, JSON.stringify(entry));
  await inClinic(parts.sql, clinicId, (tx) =>
    keepAside(tx, clinicId, { id, atMs: parts.clock.nowMs(), terminalId, epoch, seq, problem, entry }),
  );
  parts.log({ what: 'entry-set-aside', clinicId, terminalId, epoch, seq, problem });
}
