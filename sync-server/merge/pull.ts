import type { EnrolledTerminal } from '#domain/kernel/centre.ts';
import type { House } from '#domain/kernel/house.ts';
import { receives } from '#domain/kernel/roles.ts';
import { appendLeaf, type Frontier } from '#protocol/merkle.ts';
import { type FeedItem, type PullResponse, pullRequest } from '#protocol/sync-messages.ts';
import { signCheckpoint } from '../keys.ts';
import type { Caller, ServerParts } from '../parts.ts';
import { type PlacedEntry, readEntries } from '../store/entries.ts';
import { frontierAt, readChain, readHead, saveContact } from '../store/heads.ts';
import { inClinic } from '../store/in-clinic.ts';
import { LoadedRecords } from '../store/loaded-records.ts';
import { knownTerminal } from './known-terminal.ts';
import { parseRequest } from './parse-request.ts';
import { refused } from './problems.ts';
import { statementOf } from './server-author.ts';

/** A page of the clinic's order after a position, as this terminal may see it. */
export async function pull(parts: ServerParts, caller: Caller, raw: unknown): Promise<PullResponse> {
  const request = parseRequest(pullRequest, raw);
  const { clinicId } = caller;
  return inClinic(parts.sql, clinicId, async (tx) => {
    const records = new LoadedRecords(tx, clinicId, parts.house);
    const terminal = await knownTerminal(parts, tx, records, caller);
    const settings = await records.settled(() => parts.centre.settings(records));
    const head = await readHead(tx, clinicId, 'look');
    if (!head) throw refused('not-enrolled');
    const nowMs = parts.clock.nowMs();
    const said = {
      terminalId: caller.terminalId,
      epoch: caller.epoch,
      atMs: nowMs,
      backlog: request.backlog,
      head: request.head,
    };
    const [entries, own] = await Promise.all([
      readEntries(tx, clinicId, request.after, request.limit),
      readChain(tx, clinicId, caller.terminalId, caller.epoch),
      saveContact(tx, clinicId, said),
    ]);
    const reached = Math.min(entries.at(-1)?.position ?? request.after, head.position);
    // Beyond the end: this server was restored from an older backup, and says how far it goes.
    const frontier =
      reached === head.position
        ? head.frontier
        : grown(await frontierAt(tx, clinicId, Math.min(request.after, reached)), entries);
    return {
      items: entries.filter(({ position }) => position <= reached).map((one) => itemFor(parts.house, terminal, caller, one)),
      checkpoint: signCheckpoint(parts.keys, statementOf(clinicId, frontier, nowMs)),
      more: reached < head.position,
      nowMs,
      leaseUntilMs: nowMs + (settings?.leaseHours ?? 0) * 3_600_000,
      serverEpoch: parts.epochId,
      ownSeq: own.seq,
    };
  });
}

/** The tree at the end of a page: that before it, and the page's own leaves. */
function grown(before: Frontier, entries: readonly PlacedEntry[]): Frontier {
  return entries.reduce((frontier, { leaf }) => appendLeaf(frontier, leaf), before);
}

const TYPE = /^\["[0-9a-f]{32}","([^"\\]*)"/;

/** One position as this terminal may see it: what its people need of the entry, or only that something is there. */
export function itemFor(
  house: House,
  { kind, branchId }: Pick<EnrolledTerminal, 'kind' | 'branchId'>,
  caller: Pick<Caller, 'terminalId' | 'epoch'>,
  { position, leaf, wire, verdict, ...placed }: PlacedEntry,
): FeedItem {
  const { header, hash } = wire;
  if (placed.terminalId === caller.terminalId && placed.epoch === caller.epoch)
    return { position, leaf, entry: { header, changes: [], hash, verdict } };
  const changes = wire.changes.map((sealed) => {
    const stream = sealed === null ? undefined : house.changes.get(TYPE.exec(sealed)?.[1] ?? '')?.stream;
    return stream && receives(kind, branchId, stream, placed.branchId) ? sealed : null;
  });
  if (changes.every((change) => change === null)) return { position, leaf };
  return { position, leaf, entry: { header, changes, hash, verdict } };
}
