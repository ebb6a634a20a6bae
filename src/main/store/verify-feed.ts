import type { KeyObject } from 'node:crypto';
import { entryFault, publicKeyFrom, readHeader } from '#protocol/entry.ts';
import { appendLeaf, type Frontier, leafOf, rootOf } from '#protocol/merkle.ts';
import type { Checkpoint } from '#protocol/sync-messages.ts';
import type { Db } from './database.ts';
import { type Era, FeedLog, type FeedRow, verdictOf } from './feed-log.ts';
import { isSigned } from './open-items.ts';
import { OwnLog } from './own-log.ts';
import type { StoreIdentity } from './store-identity.ts';

const BATCH = 1000;

interface FeedFault {
  readonly position: number;
  readonly seq?: number;
  readonly what: string;
}

interface Against {
  readonly identity: StoreIdentity;
  readonly serverPublicKey: KeyObject;
  readonly own: OwnLog;
  readonly feed: FeedLog;
  readonly statements: Statements;
}

/** Signed statements by position, of one era after another. */
type Statements = (era: number) => ReadonlyMap<number, Checkpoint>;

/** Recomputes the server's tree from what was kept of each position, against every statement it signed. */
export function verifyFeed(db: Db, identity: StoreIdentity): { positions: number; fault: FeedFault | null } {
  const against: Against = {
    identity,
    serverPublicKey: publicKeyFrom(identity.serverPublicKey),
    own: new OwnLog(db),
    feed: new FeedLog(db),
    statements: statementsIn(db, identity.clinicId),
  };
  let positions = 0;
  const eras = against.feed.eras();
  for (const era of eras) {
    const walked = walkEra(era, against);
    positions += walked.positions;
    if (walked.fault) return { positions, fault: walked.fault };
    if (era === eras.at(-1)) return { positions, fault: endFault(against, era, walked) };
  }
  return { positions, fault: null };
}

interface Walked {
  readonly positions: number;
  readonly position: number;
  readonly acknowledgedSeq: number;
  readonly frontier: Frontier;
  readonly fault: FeedFault | null;
}

function walkEra(era: Era, against: Against): Walked {
  const statements = against.statements(era.era);
  let { position, ownSeq: acknowledgedSeq, frontier } = era;
  let positions = 0;
  if (era.checkpoint && (era.checkpoint.root !== rootOf(frontier) || !isSigned(era.checkpoint, against.serverPublicKey)))
    return {
      positions,
      position,
      acknowledgedSeq,
      frontier,
      fault: { position, what: 'the base records are not at a signed position' },
    };
  for (;;) {
    const rows = against.feed.after(era.era, position, BATCH);
    for (const row of rows) {
      const next = row.position === position + 1 ? appendLeaf(frontier, row.leaf) : frontier;
      const what =
        row.position === position + 1
          ? (rowFault(row, acknowledgedSeq, against) ?? statementFault(statements.get(row.position), next, against))
          : `the position is missing; ${row.position} comes next`;
      if (what)
        return { positions, position, acknowledgedSeq, frontier, fault: { position: position + 1, ...ownSeqOf(row), what } };
      position += 1;
      positions += 1;
      frontier = next;
      acknowledgedSeq = row.ownSeq ?? acknowledgedSeq;
    }
    if (rows.length < BATCH) return { positions, position, acknowledgedSeq, frontier, fault: null };
  }
}

function ownSeqOf(row: FeedRow): { seq?: number } {
  return row.ownSeq === null ? {} : { seq: row.ownSeq };
}

function rowFault(row: FeedRow, acknowledgedSeq: number, { own, identity }: Against): string | undefined {
  if (row.hash === null) return undefined;
  const verdict = verdictOf(row);
  if (!verdict || leafOf(row.hash, verdict) !== row.leaf) return 'the leaf does not cover the entry and its verdict';
  if (row.ownSeq !== null) {
    if (row.ownSeq !== acknowledgedSeq + 1) return `own entry ${row.ownSeq} is answered where ${acknowledgedSeq + 1} was next`;
    return own.at(row.ownSeq)?.hash === row.hash ? undefined : 'the own entry answered is not the one in the own log';
  }
  try {
    const header = readHeader(row.header ?? '');
    if (header.clinicId !== identity.clinicId) return `the entry is of clinic ${header.clinicId}`;
    const changes = JSON.parse(row.changes ?? '[]') as (string | null)[];
    return entryFault({ header: row.header ?? '', changes, hash: row.hash, signature: null }, header);
  } catch {
    return 'the entry cannot be read';
  }
}

function statementFault(statement: Checkpoint | undefined, frontier: Frontier, { serverPublicKey }: Against): string | undefined {
  if (!statement) return undefined;
  if (statement.root !== rootOf(frontier)) return 'the tree up to here is not the one the server signed';
  return isSigned(statement, serverPublicKey) ? undefined : 'the checkpoint is not signed by the server';
}

/** The positions kept are as many as were folded, and the last statement is over just these. */
function endFault({ feed, serverPublicKey }: Against, era: Era, walked: Walked): FeedFault | null {
  const progress = feed.progress();
  const { position, acknowledgedSeq, frontier } = walked;
  if (progress.era !== era.era) return { position, what: `the store follows era ${progress.era}, the last one is ${era.era}` };
  if (progress.position > position)
    return { position: position + 1, what: `the position is missing; ${progress.position} were folded` };
  if (progress.position < position) return { position, what: `the position was never folded; only ${progress.position} were` };
  if (progress.acknowledgedSeq !== acknowledgedSeq) return { position, what: 'the last answered own entry is another one' };
  if (rootOf(progress.frontier) !== rootOf(frontier))
    return { position, what: 'the tree kept is not the one of the positions kept' };
  const { checkpoint } = progress;
  if (!checkpoint) return null;
  const covers = checkpoint.position === position && checkpoint.root === rootOf(frontier);
  if (!covers) return { position, what: 'the last checkpoint is not over the last position' };
  return isSigned(checkpoint, serverPublicKey) ? null : { position, what: 'the last checkpoint is not signed by the server' };
}

function statementsIn(db: Db, clinicId: string): Statements {
  const rows = db.prepare<[number], Omit<Checkpoint, 'clinicId'>>(
    'SELECT position, root, at_ms AS atMs, signature FROM checkpoint WHERE era = ?',
  );
  return (era) => new Map(rows.all(era).map((row) => [row.position, { clinicId, ...row }]));
}
