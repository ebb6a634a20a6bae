import type { EnrolledTerminal } from '#domain/kernel/centre.ts';
import type { House } from '#domain/kernel/house.ts';
import { receives } from '#domain/kernel/roles.ts';
import { appendLeaf, type Frontier } from '#protocol/merkle.ts';
import { type Checkpoint, type FeedItem, PULL_MAX_ITEMS, type PullResponse, pullRequest } from '#protocol/sync-messages.ts';
import { signCheckpoint } from '../keys.ts';
import type { Caller, ServerParts } from '../parts.ts';
import { type PlacedForReader, readFeed } from '../store/entries.ts';
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
    const { terminalId, epoch } = caller;
    const [entries, own] = await Promise.all([
      readFeed(tx, clinicId, caller, request.after, request.limit),
      readChain(tx, clinicId, terminalId, epoch),
    ]);
    const backlog = Math.max(0, request.head.seq - own.seq);
    const clockAheadMs = request.wallMs === undefined ? null : request.wallMs - nowMs;
    await saveContact(tx, clinicId, { terminalId, epoch, atMs: nowMs, backlog, clockAheadMs, head: request.head });
    const page = fitting(entries.filter(({ position }) => position <= head.position));
    // Beyond the end: this server was restored from an older backup, and says how far it goes.
    const reached = page.at(-1)?.position ?? Math.min(request.after, head.position);
    const stretches = stretchesOf(page, request.stretch);
    const ends =
      stretches.length < 2 && reached === head.position
        ? [head.frontier]
        : frontiersAfter(await frontierAt(tx, clinicId, Math.min(request.after, reached)), stretches);
    const statements = ends.map((end) => signCheckpoint(parts.keys, statementOf(clinicId, end, nowMs)));
    return {
      items: page.map((one) => itemFor(parts.house, terminal, one)),
      checkpoint: statements.at(-1) as Checkpoint,
      between: statements.slice(0, -1),
      more: reached < head.position,
      nowMs,
      leaseUntilMs: nowMs + (settings?.leaseHours ?? 0) * 3_600_000,
      serverEpoch: parts.epochId,
      ownSeq: own.seq,
    };
  });
}

/** Far more than a page of ordinary entries, and far less than a terminal takes as one answer. */
const PAGE_MAX_CHARACTERS = 8_000_000;

/** As many of the first entries as one answer may carry; one at least, whatever its size. */
function fitting(entries: readonly PlacedForReader[]): readonly PlacedForReader[] {
  let characters = 0;
  const end = entries.findIndex(({ wire }, at) => {
    characters += wire === null ? 0 : wire.header.length + wire.changes.reduce((sum, change) => sum + (change?.length ?? 0), 0);
    return at > 0 && characters > PAGE_MAX_CHARACTERS;
  });
  return end < 0 ? entries : entries.slice(0, end);
}

/** The page as it will be folded. A page without entries is one stretch, without any. */
function stretchesOf(page: readonly PlacedForReader[], length = PULL_MAX_ITEMS): readonly (readonly PlacedForReader[])[] {
  const count = Math.max(1, Math.ceil(page.length / length));
  return Array.from({ length: count }, (_, at) => page.slice(at * length, (at + 1) * length));
}

/** The tree at the end of each stretch: that before the page, and the leaves since. */
function frontiersAfter(before: Frontier, stretches: readonly (readonly PlacedForReader[])[]): readonly Frontier[] {
  let frontier = before;
  return stretches.map((stretch) => {
    frontier = stretch.reduce((grown, { leaf }) => appendLeaf(grown, leaf), frontier);
    return frontier;
  });
}

const TYPE = /^\["[0-9a-f]{32}","([^"\\]*)"/;

/** One position as this terminal may see it: what its people need of the entry, or only that something is there. */
export function itemFor(
  house: House,
  { kind, branchId }: Pick<EnrolledTerminal, 'kind' | 'branchId'>,
  { position, leaf, wire, verdict, ...placed }: PlacedForReader,
): FeedItem {
  if (wire === null) return { position, leaf, own: { seq: placed.seq, verdict } };
  const { header, hash, signature } = wire;
  const changes = wire.changes.map((sealed) => {
    const stream = sealed === null ? undefined : house.changes.get(TYPE.exec(sealed)?.[1] ?? '')?.stream;
    return stream && receives(kind, branchId, stream, placed.branchId) ? sealed : null;
  });
  if (changes.every((change) => change === null)) return { position, leaf };
  return { position, leaf, entry: { header, changes, hash, ...(signature === null ? {} : { signature }), verdict } };
}
