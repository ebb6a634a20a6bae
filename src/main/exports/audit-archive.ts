import type { House } from '#domain/kernel/house.ts';
import { openChange, readHeader, sha256, type WireEntry } from '#protocol/entry.ts';
import { appendLeaf, type Frontier } from '#protocol/merkle.ts';
import type { LogTrail, TrailItem } from '../store/log-trail.ts';
import { README } from './archive-readme.ts';
import { VERIFIER } from './archive-verifier.ts';
import { lineOf } from './csv.ts';
import { ZipWriter } from './zip.ts';

const FORMAT = 'counterfoil-audit-archive/1';
const LINES_AT_ONCE = 200;

export interface ArchiveAsked {
  readonly from: string;
  readonly to: string;
  readonly takenAtMs: number;
  readonly takenBy: string;
  readonly exportId: string;
  /** Every machine whose chain may be in it, with the key its signatures are checked with. */
  readonly terminals: readonly {
    readonly id: string;
    readonly code: string;
    readonly epoch: number;
    readonly publicKey: string;
  }[];
}

type Chain = { terminalId: string; epoch: number; firstSeq: number; lastSeq: number; lastHash: string };

/**
 * The log of some days as a zip: entries as they were hashed, what the server stated of them, keys, and a program that checks
 * it all without this one. What doctors wrote is withheld: its commitments stand, so that the chain holds without it.
 * @returns null where the log kept here has nothing of those days
 */
export function auditArchive(trail: LogTrail, house: House, asked: ArchiveAsked): Iterable<Uint8Array> | null {
  const stretch = trail.stretch(asked.from, asked.to);
  return stretch && pieces(trail, house, asked, stretch);
}

function* pieces(
  trail: LogTrail,
  house: House,
  asked: ArchiveAsked,
  { first, last }: { first: number; last: number },
): Iterable<Uint8Array> {
  const zip = new ZipWriter(asked.takenAtMs);
  const chains = new Map<string, Chain>();
  const frontier = frontierBefore(trail, first);
  put(zip, 'README.txt', README);
  put(zip, 'verify.mjs', VERIFIER);
  yield* writeEntries(zip, trail, house, { first, last }, chains);
  yield* writeList(zip, trail, { first, last });
  const covered = [...trail.checkpointsFrom(first)];
  yield* writeLeaves(zip, trail, last, covered.find(({ position }) => position >= last)?.position ?? last);
  put(zip, 'checkpoints.json', json(covered));
  put(
    zip,
    'chains.json',
    json({ frontier: { position: first - 1, ...frontier }, chains: [...chains.values()], head: trail.head() }),
  );
  put(zip, 'keys.json', json(keysOf(trail, asked)));
  const { clinicId, terminalId, epoch } = trail.identity;
  const { from, to, takenAtMs, takenBy, exportId } = asked;
  const says = { format: FORMAT, clinicId, terminalId, epoch, exportId, from, to, takenAtMs, takenBy, first, last };
  const manifest = json({ ...says, withheld: ['clinical'], files: zip.files });
  put(zip, 'manifest.json', manifest);
  put(zip, 'manifest.sig', `${trail.sign(`${FORMAT}\n${manifest}`)}\n`);
  zip.finish();
  yield* zip.taken();
}

function put(zip: ZipWriter, name: string, text: string): void {
  zip.begin(name);
  zip.write(text);
  zip.end();
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function frontierBefore(trail: LogTrail, position: number): Frontier {
  let { frontier } = trail.begins;
  for (const item of trail.after(trail.begins.position)) {
    if (item.position >= position) break;
    frontier = appendLeaf(frontier, item.leaf);
  }
  return frontier;
}

/** Each line is one position; own entries that the server has not answered follow without one. */
function* writeEntries(
  zip: ZipWriter,
  trail: LogTrail,
  house: House,
  { first, last }: { first: number; last: number },
  chains: Map<string, Chain>,
): Iterable<Uint8Array> {
  zip.begin('entries.jsonl');
  let lines = 0;
  let isEnd = true;
  for (const { position, leaf, entry } of trail.after(first - 1)) {
    if (position > last) {
      isEnd = false;
      break;
    }
    zip.write(`${JSON.stringify({ position, leaf, ...(entry && lineFor(house, chains, entry)), verdict: entry?.verdict })}\n`);
    lines += 1;
    if (lines % LINES_AT_ONCE === 0) yield* zip.taken();
  }
  // Of a stretch that ends earlier, what came after it is missing between the two.
  if (isEnd)
    for (const entry of trail.waiting()) zip.write(`${JSON.stringify({ position: null, ...lineFor(house, chains, entry) })}\n`);
  zip.end();
  yield* zip.taken();
}

function lineFor(house: House, chains: Map<string, Chain>, { header: text, changes, hash, signature }: WireEntry) {
  const { terminalId, epoch, seq } = readHeader(text);
  const name = `${terminalId}/${epoch}`;
  const chain = chains.get(name) ?? { terminalId, epoch, firstSeq: seq, lastSeq: seq, lastHash: hash };
  chains.set(name, { ...chain, lastSeq: seq, lastHash: hash });
  return { header: text, changes: changes.map((sealed) => kept(house, sealed)), hash, signature };
}

/** What a doctor wrote has no place in an audit of money. */
function kept(house: House, sealed: string | null): string | null {
  return sealed !== null && house.changes.get(openChange(sealed).type)?.stream === 'clinical' ? null : sealed;
}

const LISTED = ['Position', 'Terminal', 'Epoch', 'Seq', 'Recorded (UTC)', 'Business date', 'Person', 'Operation', 'Document'];

/** The same entries for people to read: what is in them is in entries.jsonl. */
function* writeList(zip: ZipWriter, trail: LogTrail, { first, last }: { first: number; last: number }): Iterable<Uint8Array> {
  zip.begin('entries.csv');
  zip.write(lineOf([...LISTED, 'Status', 'Flags', 'Hash']));
  for (const item of trail.after(first - 1)) {
    if (item.position > last) break;
    zip.write(lineOf(listed(item)));
    if (item.position % LINES_AT_ONCE === 0) yield* zip.taken();
  }
  zip.end();
  yield* zip.taken();
}

function listed({ position, entry }: TrailItem): string[] {
  if (!entry) return [String(position), 'not for this terminal', ...Array<string>(10).fill('')];
  const { terminalId, epoch, seq, recordedAtMs, businessDate, actorId, operation, documentNumber } = readHeader(entry.header);
  const { status, flags } = entry.verdict;
  const when = new Date(recordedAtMs).toISOString();
  const said = [terminalId, String(epoch), String(seq), when, businessDate, actorId, operation, documentNumber ?? ''];
  return [String(position), ...said, status, flags.join(' '), entry.hash];
}

/** Leaves between the last entry and the server's next statement, without which it cannot be recomputed. */
function* writeLeaves(zip: ZipWriter, trail: LogTrail, last: number, until: number): Iterable<Uint8Array> {
  zip.begin('leaves.txt');
  for (const { position, leaf } of trail.after(last)) {
    if (position > until) break;
    zip.write(`${position} ${leaf}\n`);
  }
  zip.end();
  yield* zip.taken();
}

function keysOf({ identity }: LogTrail, { terminals }: ArchiveAsked) {
  const { terminalId, epoch, publicKey, serverPublicKey } = identity;
  const of = (key: string) => ({ publicKey: key, fingerprint: sha256(Buffer.from(key, 'base64')) });
  return {
    archivedBy: { terminalId, epoch, ...of(publicKey) },
    server: of(serverPublicKey),
    terminals: terminals.map((one) => ({ ...one, ...of(one.publicKey) })),
  };
}
