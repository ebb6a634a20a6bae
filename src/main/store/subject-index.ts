import type { Statement } from 'better-sqlite3';
import type { Change } from '#domain/kernel/change.ts';
import type { EntryFacts } from '#domain/kernel/entry-facts.ts';
import { changeTypeOf, type House, touchedBy } from '#domain/kernel/house.ts';
import type { Verdict } from '#protocol/sync-messages.ts';
import type { Db } from './database.ts';
import type { LogFilter } from './terminal-store.ts';

/** Where an entry of the explorer's list stands: `ref` is its own seq, or the id of its row in the feed. */
export interface Listed {
  readonly recordedAtMs: number;
  readonly own: 0 | 1;
  readonly ref: number;
}

/** Every entry, newest last, is listed under this subject. */
const EVERYTHING = '';
const FROM_THE_LATEST: Listed = { recordedAtMs: Number.MAX_SAFE_INTEGER, own: 1, ref: Number.MAX_SAFE_INTEGER };

/**
 * What the explorer finds entries by: the records they touch, what their changes say they are about, who acted, where,
 * and with which document. Subjects that begin with a space are the index's own words; ids never do.
 */
export class SubjectIndex {
  readonly #house: House;
  readonly #explored: boolean;
  readonly #add: Statement<[string, number, number, number]>;
  readonly #before: Statement<[string, number, number, number, number], Listed>;

  /** @param explored false: nobody explores here, and only the terminal's own entries are indexed */
  constructor(db: Db, house: House, explored: boolean) {
    this.#house = house;
    this.#explored = explored;
    this.#add = db.prepare('INSERT OR IGNORE INTO subject VALUES (?, ?, ?, ?)');
    this.#before = db.prepare(
      `SELECT recorded_at_ms AS recordedAtMs, own, ref FROM subject
        WHERE subject = ? AND (recorded_at_ms, own, ref) < (?, ?, ?) ORDER BY recorded_at_ms DESC, own DESC, ref DESC LIMIT ?`,
    );
  }

  addOwn(changes: readonly Change[], facts: EntryFacts): void {
    for (const subject of this.#subjects(changes, facts)) this.#add.run(subject, facts.recordedAtMs, 1, facts.seq);
  }

  addForeign(feedId: number, changes: readonly Change[], facts: EntryFacts, verdict: Verdict): void {
    if (!this.#explored) return;
    const subjects = this.#subjects(changes, facts);
    for (const subject of oddities(verdict)) subjects.add(subject);
    for (const subject of subjects) this.#add.run(subject, facts.recordedAtMs, 0, feedId);
  }

  /** An own entry was answered. */
  addVerdict({ recordedAtMs, seq }: Pick<EntryFacts, 'recordedAtMs' | 'seq'>, verdict: Verdict): void {
    for (const subject of oddities(verdict)) this.#add.run(subject, recordedAtMs, 1, seq);
  }

  /** Entries under the most telling of the filter's words, newest first. They may still not fit the rest of it. */
  *candidates(filter: LogFilter): Iterable<Listed> {
    const subject = drivingSubject(filter);
    const { fromMs, toMs } = instantsOf(filter);
    let last = { ...FROM_THE_LATEST, recordedAtMs: Math.min(filter.before?.recordedAtMs ?? toMs, toMs) };
    for (;;) {
      const listed = this.#before.all(subject, last.recordedAtMs, last.own, last.ref, BATCH);
      yield* listed;
      const oldest = listed.at(-1);
      if (!oldest || listed.length < BATCH || oldest.recordedAtMs < fromMs) return;
      last = oldest;
    }
  }

  /** The first own entry with this number: a reprint's entry carries it too, and is not the document's counterfoil. */
  ownOfDocument(documentNumber: string): number | undefined {
    let first: number | undefined;
    for (const { own, ref } of this.candidates({ documentNumber, limit: 1 })) if (own === 1) first = ref;
    return first;
  }

  #subjects(changes: readonly Change[], facts: EntryFacts): Set<string> {
    const subjects = new Set([EVERYTHING, facts.actorId, ` terminal ${facts.terminalId}`]);
    if (facts.documentNumber !== null) subjects.add(` document ${facts.documentNumber}`);
    for (const change of changes) {
      const type = changeTypeOf(this.#house, change);
      for (const { id } of touchedBy(this.#house, change, facts)) subjects.add(id);
      for (const id of type.about?.(change.body) ?? []) subjects.add(id);
    }
    return subjects;
  }
}

const BATCH = 200;
/** A business date is not the clock's: a till is open for a day, and clocks are wrong. */
const AROUND_MS = 7 * 86_400_000;

/** Between which instants entries of the filter's dates were recorded. */
function instantsOf({ dates }: LogFilter): { readonly fromMs: number; readonly toMs: number } {
  if (!dates) return { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
  return { fromMs: Date.parse(dates.from) - AROUND_MS, toMs: Date.parse(dates.to) + AROUND_MS };
}

function oddities({ status, late }: Verdict): string[] {
  return [...(status === 'accepted' ? [] : [` status ${status}`]), ...(late ? [' status late'] : [])];
}

function drivingSubject({ documentNumber, subject, status, actorId, terminalId }: LogFilter): string {
  if (documentNumber !== undefined) return ` document ${documentNumber}`;
  if (subject !== undefined) return subject.trimStart();
  if (status === 'flagged' || status === 'refused' || status === 'late') return ` status ${status}`;
  if (actorId !== undefined) return actorId;
  return terminalId === undefined ? EVERYTHING : ` terminal ${terminalId}`;
}
