import type { KeyObject } from 'node:crypto';
import type { RecordKey } from '#domain/kernel/change.ts';
import { Draft } from '#domain/kernel/draft.ts';
import { checkChange, foldChange, type House, moved } from '#domain/kernel/house.ts';
import type { Place } from '#domain/kernel/operation.ts';
import type { Reader } from '#domain/kernel/record.ts';
import { isRefusal, type Refusal } from '#domain/kernel/refusal.ts';
import { SUBSCRIPTIONS } from '#domain/kernel/roles.ts';
import { hlcFrom, hlcText, tick, witness } from '#protocol/clock.ts';
import {
  type CheckpointSeen,
  openChange,
  publicKeyFrom,
  readHeader,
  signHash,
  type WireEntry,
  writeEntry,
} from '#protocol/entry.ts';
import type { Frontier } from '#protocol/merkle.ts';
import type { Checkpoint, FeedItem, SnapshotResponse } from '#protocol/sync-messages.ts';
import { FeedFolding } from './apply-feed.ts';
import { BaseRecords } from './base-records.ts';
import type { Db } from './database.ts';
import { exploreLog } from './explore.ts';
import { factsOf } from './facts-of.ts';
import { FeedLog, type Progress } from './feed-log.ts';
import { headStatement } from './head-signature.ts';
import { LocalValues } from './local-values.ts';
import { type LogTrail, StoredTrail } from './log-trail.ts';
import { checkStatement, type OpenEntry, type OpenItem, openItems, type Receiving } from './open-items.ts';
import { Overlay } from './overlay.ts';
import { OwnLog } from './own-log.ts';
import { refold } from './rebuild.ts';
import { RecordTables } from './record-tables.ts';
import { RecordsBefore } from './records-before.ts';
import { SnapshotLoad } from './snapshot-load.ts';
import {
  baseFingerprint,
  claimStore,
  recordFingerprint,
  type StoreIdentity,
  setBaseFingerprint,
  setRecordFingerprint,
} from './store-identity.ts';
import { SubjectIndex } from './subject-index.ts';
import type { AppendedEntry, ChainHead, LogFilter, LoggedEntry, NewEntry, PullResult, TerminalStore } from './terminal-store.ts';
import { Transactions } from './transactions.ts';

/** Appends between two filings: few enough that filing takes a millisecond. */
const FILE_EVERY = 20;

export interface StoreOwner {
  readonly place: Place;
  readonly privateKey: KeyObject;
  readonly identity: StoreIdentity;
  /** People look through the whole log here: on other machines it lists their own entries alone. */
  readonly explores: boolean;
}

/** The terminal's store on SQLite. Every method is one synchronous transaction or none, durable but where it says otherwise. */
export class SqliteTerminalStore implements TerminalStore {
  readonly reader: Reader;
  readonly #db: Db;
  readonly #transactions: Transactions;
  readonly #house: House;
  readonly #place: Place;
  readonly #privateKey: KeyObject;
  readonly #identity: StoreIdentity;
  readonly #tables: RecordTables;
  readonly #own: OwnLog;
  readonly #feed: FeedLog;
  readonly #base: BaseRecords;
  readonly #overlay: Overlay;
  readonly #subjects: SubjectIndex;
  readonly #local: LocalValues;
  readonly #receiving: Receiving;
  // What the head and progress rows say, changed only after a commit.
  #head: ChainHead;
  #progress: Progress;
  #loading: SnapshotLoad | null = null;

  constructor(db: Db, house: House, { place, privateKey, identity, explores }: StoreOwner) {
    this.#db = db;
    this.#transactions = new Transactions(db, () => this.#forgetRead());
    this.#house = house;
    this.#place = place;
    this.#privateKey = privateKey;
    this.#identity = identity;
    this.#tables = new RecordTables(db, house, SUBSCRIPTIONS[place.kind]);
    this.reader = this.#tables;
    this.#own = new OwnLog(db);
    this.#feed = new FeedLog(db);
    this.#base = new BaseRecords(db);
    this.#overlay = new Overlay(db, this.#tables);
    this.#subjects = new SubjectIndex(db, house, explores);
    this.#local = new LocalValues(db);
    this.#transactions.now(() => {
      claimStore(db, identity);
      this.#makeTables();
    });
    const serverPublicKey = publicKeyFrom(identity.serverPublicKey);
    this.#receiving = { house, place, serverPublicKey, ownEntries: (after, limit) => this.#own.after(after, limit) };
    this.#head = this.#readHead();
    this.#progress = this.#feed.progress();
  }

  atOnce<Result>(run: () => Result): Result {
    return this.#transactions.reading(run);
  }

  head(): ChainHead {
    return this.#head;
  }

  entriesAfter(seq: number, limit: number): readonly WireEntry[] {
    return this.#own.after(seq, limit).map(({ header, changes, hash, signature }) => ({ header, changes, hash, signature }));
  }

  backlog(): number {
    return this.#head.seq - this.#progress.acknowledgedSeq;
  }

  acknowledgedSeq(): number {
    return this.#progress.acknowledgedSeq;
  }

  position(): number {
    return this.#progress.position;
  }

  frontier(): Frontier {
    return this.#progress.frontier;
  }

  checkpoint(): Checkpoint | null {
    return this.#progress.checkpoint;
  }

  log(filter: LogFilter): readonly LoggedEntry[] {
    if (this.#overlay.hasUnfiled()) this.#transactions.now(() => this.#file());
    const { acknowledgedSeq } = this.#progress;
    const { terminalId } = this.#place;
    return exploreLog({ subjects: this.#subjects, own: this.#own, feed: this.#feed, terminalId, acknowledgedSeq }, filter);
  }

  entryOfDocument(documentNumber: string): WireEntry | undefined {
    const seq = this.#subjects.ownOfDocument(documentNumber);
    return seq === undefined ? this.#own.unfiledOfDocument(documentNumber) : this.#own.at(seq);
  }

  trail(): LogTrail {
    return new StoredTrail({
      db: this.#db,
      own: this.#own,
      feed: this.#feed,
      identity: this.#identity,
      privateKey: this.#privateKey,
    });
  }

  localValue(name: string): string | undefined {
    return this.#local.get(name);
  }

  setLocalValue(name: string, value: string | null): void {
    this.#transactions.now(() => this.#local.set(name, value));
  }

  append(entry: NewEntry): AppendedEntry {
    const appended = this.#append(entry, false);
    if (isRefusal(appended)) throw new Error(`${entry.operation} was refused unasked: ${appended.code}`);
    return appended;
  }

  appendChecked(entry: NewEntry): AppendedEntry | Refusal {
    return this.#append(entry, true);
  }

  applyFeed(items: readonly FeedItem[], checkpoint: Checkpoint, more = false): PullResult {
    if (!this.#db.inTransaction) this.#progress = this.#feed.progress();
    // An answer may come twice, or after a later one: what it says of positions folded already is not looked at again.
    const known = this.#progress;
    const fresh = items.filter((item) => item.position > known.position);
    if (fresh.length === 0 && isOlder(checkpoint, known)) return { touched: [], answered: [] };
    const opened = openItems(this.#receiving, known, fresh, checkpoint);
    const progress = { ...opened.progress, hlc: this.#witness(opened.items, checkpoint.atMs) };
    const touched = this.#transactions.later(() => {
      const before = this.#progress.acknowledgedSeq;
      const folded = this.#fold(opened.items, { before, after: progress.acknowledgedSeq });
      this.#feed.advance(progress);
      return folded;
    });
    this.#progress = progress;
    if (!more) this.#transactions.settle();
    return { touched, answered: opened.items.flatMap(answerOf) };
  }

  loadSnapshotPage(page: SnapshotResponse, ownSeq: number): void {
    checkStatement(this.#receiving, page.checkpoint);
    const parts = {
      house: this.#house,
      base: this.#base,
      feed: this.#feed,
      own: this.#own,
      tables: this.#tables,
      overlay: this.#overlay,
    };
    try {
      this.#transactions.now(() => {
        // The overlay begins anew, and what it had not filed yet would never be found by the explorer.
        this.#file();
        this.#loading ??= new SnapshotLoad(parts, page);
        this.#loading.add(page);
        if (page.next !== null) return;
        this.#loading.finish(page, ownSeq);
        setRecordFingerprint(this.#db, this.#tables.fingerprint);
        setBaseFingerprint(this.#db, this.#tables.fingerprint);
      });
    } catch (error) {
      // The next page is taken for the first of a new attempt.
      this.#loading = null;
      throw error;
    }
    if (page.next === null) this.#loading = null;
    this.#progress = this.#feed.progress();
  }

  beganOlder(): boolean {
    return baseFingerprint(this.#db) !== this.#tables.fingerprint && this.#base.has(this.#feed.progress().era);
  }

  close(): void {
    this.#transactions.settle();
    this.#db.close();
  }

  #append(entry: NewEntry, checked: boolean): AppendedEntry | Refusal {
    const { changes, ...said } = entry;
    const seq = this.#head.seq + 1;
    const checkpoint = this.#seen();
    const facts = factsOf({ ...said, ...this.#author(), seq, checkpoint });
    const before = new RecordsBefore(this.#tables);
    const draft = new Draft(before, this.#tables.holds);
    for (const change of changes) {
      const refusal = checked ? checkChange(this.#house, draft, change, facts) : undefined;
      if (refusal) return refusal;
      foldChange(this.#house, draft, change, facts);
    }
    const head = this.#nextHead(entry);
    const { grossInMinor, grossOutMinor, hlc } = head;
    const chain = { ...this.#author(), seq, prev: this.#head.hash, hlc, grossInMinor, grossOutMinor, checkpoint };
    const written = writeEntry({ ...said, ...chain }, changes);
    const wire = { ...written, signature: entry.documentNumber === null ? null : signHash(written.hash, this.#privateKey) };
    const end = { ...head, hash: written.hash };
    const headSignature = signHash(headStatement(chain.terminalId, chain.epoch, seq, end.hash), this.#privateKey);
    const touched = this.#transactions.now(() => {
      if (seq % FILE_EVERY === 0) this.#file();
      this.#own.add(wire, end, headSignature);
      return this.#overlay.project(draft, seq, before);
    });
    this.#head = end;
    return { epoch: end.epoch, seq, hash: end.hash, touched };
  }

  #author() {
    const { clinicId, terminalId, epoch } = this.#place;
    return { clinicId, terminalId, epoch };
  }

  #nextHead({ changes, recordedAtMs }: NewEntry): ChainHead {
    const { epoch, seq, hash, grossInMinor, grossOutMinor } = this.#head;
    const { inMinor, outMinor } = moved(this.#house, changes);
    // What was heard of peers is bounded already.
    const last = witness(hlcFrom(this.#head.hlc), hlcFrom(this.#progress.hlc), Number.POSITIVE_INFINITY);
    const hlc = hlcText(tick(last, recordedAtMs));
    const gross = { grossInMinor: grossInMinor + inMinor, grossOutMinor: grossOutMinor + outMinor };
    return { epoch, seq: seq + 1, hash, hlc, recordedAtMs, ...gross };
  }

  #seen(): CheckpointSeen | null {
    const { checkpoint } = this.#progress;
    return checkpoint && { position: checkpoint.position, atMs: checkpoint.atMs, root: checkpoint.root };
  }

  #fold(items: readonly OpenItem[], acknowledged: { before: number; after: number }): readonly RecordKey[] {
    this.#file();
    const parts = { house: this.#house, tables: this.#tables, overlay: this.#overlay, own: this.#own };
    const folding = new FeedFolding(parts, acknowledged);
    for (const { position, leaf, entry } of items) {
      const id = this.#feed.add(this.#progress.era, { position, leaf, entry: entry && { ...entry, foreign: foreignOf(entry) } });
      if (!entry) continue;
      const facts = factsOf(entry.header, entry.verdict);
      if (entry.own) this.#subjects.addVerdict(entry.header, entry.verdict);
      else this.#subjects.addForeign(id, entry.changes, facts, entry.verdict);
      folding.add(entry, facts);
    }
    return folding.finish();
  }

  /** Peers' clocks push this one forward, but none further than the server's time and a little. */
  #witness(items: readonly OpenItem[], serverMs: number): string {
    let latest = hlcFrom(this.#progress.hlc);
    for (const { entry } of items) if (entry && !entry.own) latest = witness(latest, hlcFrom(entry.header.hlc), serverMs);
    return hlcText(latest);
  }

  /** Record tables are derived: when what they derive from has changed, they are made and filled anew. */
  #makeTables(): void {
    const fingerprint = this.#tables.fingerprint;
    if (recordFingerprint(this.#db) === fingerprint) return;
    this.#file();
    this.#emptyTables();
    try {
      refold({ house: this.#house, base: this.#base, feed: this.#feed, own: this.#own }, this.#tables, this.#overlay);
    } catch (error) {
      // What nothing can be folded onto is of no use: as at a new terminal, nobody works here until the server is heard.
      if (!this.beganOlder()) throw error;
      this.#emptyTables();
      return;
    }
    setRecordFingerprint(this.#db, fingerprint);
  }

  #emptyTables(): void {
    this.#tables.drop();
    this.#tables.create();
    this.#overlay.clear();
  }

  /** Does what appends left for later: the overlay's books, and what the explorer finds own entries by. */
  #file(): void {
    this.#overlay.file((seq) => {
      const entry = this.#own.at(seq);
      if (!entry) throw new Error(`own entry ${seq} is missing`);
      const changes = entry.changes.flatMap((sealed) => (sealed === null ? [] : [openChange(sealed)]));
      this.#subjects.addOwn(changes, factsOf(readHeader(entry.header)));
    });
  }

  #readHead(): ChainHead {
    const { signature: _, ...head } = this.#own.head();
    return { epoch: this.#place.epoch, ...head };
  }

  /** A transaction was undone: the tables are behind what is remembered of them. */
  #forgetRead(): void {
    this.#tables.forgetRead();
    try {
      this.#progress = this.#feed.progress();
    } catch {
      // A disk that does not answer either: the fault that undid the transaction says so, and every stretch looks again.
    }
  }
}

function isOlder(checkpoint: Checkpoint, known: Progress): boolean {
  return (
    checkpoint.position < known.position ||
    (checkpoint.position === known.position && checkpoint.atMs < (known.checkpoint?.atMs ?? 0))
  );
}

function answerOf({ entry }: OpenItem): PullResult['answered'] {
  return entry?.own ? [{ seq: entry.header.seq, operation: entry.header.operation, verdict: entry.verdict }] : [];
}

/** What is kept of another terminal's entry; of the own ones the own log has it. */
function foreignOf({ own, headerText, sealed: changes, signature }: OpenEntry) {
  return own ? null : { headerText, changes, signature };
}
