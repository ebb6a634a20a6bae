import type { Change, RecordKey } from '#domain/kernel/change.ts';
import { Draft } from '#domain/kernel/draft.ts';
import type { EntryFacts } from '#domain/kernel/entry-facts.ts';
import { foldInto, type House, touchedHere } from '#domain/kernel/house.ts';
import type { Identified, Reader } from '#domain/kernel/record.ts';
import { openChange, readHeader } from '#protocol/entry.ts';
import { factsOf, isAsExpected } from './facts-of.ts';
import type { OpenEntry } from './open-items.ts';
import type { Overlay } from './overlay.ts';
import type { OwnLog } from './own-log.ts';
import type { RecordTables } from './record-tables.ts';
import { RecordsBefore } from './records-before.ts';

/** One fold to come: a change into one record. */
interface Step {
  readonly key: RecordKey;
  readonly change: Change;
  readonly facts: EntryFacts;
}

export interface FoldingParts {
  readonly house: House;
  readonly tables: RecordTables;
  readonly overlay: Overlay;
  readonly own: OwnLog;
}

/**
 * Folds entries of the server's order, all in one go. Records that no unanswered own entry touches are simply written.
 * For the others:
 * - own entries answered as their author meant them need nothing but to be taken off the overlay, as long as nothing
 *   else touches the record; the confirmed record moves on while later ones wait;
 * - anything else folds onto the confirmed record, and what still waits is folded again on top.
 */
export class FeedFolding {
  readonly #parts: FoldingParts;
  /** Own entries up to here have their answer once this stretch is in. */
  readonly #acknowledgedSeq: number;
  /** Own entries waited when the stretch began; if none did there is no overlay to mind. */
  readonly #overlaid: boolean;
  readonly #live: RecordsBefore;
  readonly #confirmed: Draft;
  readonly #steps: Step[] = [];
  /** Records to be written anew, and records whose own entries were only confirmed. */
  readonly #changed = new Map<string, RecordKey>();
  readonly #ownTouched = new Map<string, RecordKey>();
  readonly #waiting = new Map<string, boolean>();

  constructor(parts: FoldingParts, acknowledged: { readonly before: number; readonly after: number }) {
    this.#parts = parts;
    this.#acknowledgedSeq = acknowledged.after;
    this.#overlaid = parts.own.head().seq > acknowledged.before;
    this.#live = new RecordsBefore(parts.tables);
    this.#confirmed = new Draft(this.#overlaid ? parts.overlay.confirmedReader : this.#live, parts.tables.holds);
  }

  add({ header, verdict, own, changes }: OpenEntry, facts: EntryFacts): void {
    const asExpected = own && isAsExpected(verdict, header);
    if (own) {
      const expected = asExpected ? facts : factsOf(header);
      for (const change of changes) this.#note(this.#ownTouched, this.#touchedBy(change, expected));
      if (!asExpected) for (const change of changes) this.#note(this.#changed, this.#touchedBy(change, expected));
    }
    if (verdict.status === 'refused') return;
    for (const change of changes) {
      const keys = this.#touchedBy(change, facts);
      if (!asExpected) this.#note(this.#changed, keys);
      for (const key of keys) this.#steps.push({ key, change, facts });
    }
  }

  /** Folds and writes; answers the records that may read differently now. */
  finish(): readonly RecordKey[] {
    const { house, tables, overlay } = this.#parts;
    for (const { key, change, facts } of this.#steps)
      if (this.#changed.has(textOf(key)) || this.#waits(key)) foldInto(house, this.#confirmed, key, change, facts);
    const written = this.#written();
    for (const [text, key] of this.#changed) if (!written.has(text)) written.set(text, this.#confirmedNow(key));
    for (const [text, value] of written) {
      const key = this.#changed.get(text) ?? this.#ownTouched.get(text);
      if (!key) throw new Error('a record was folded that nothing touched');
      const waits = this.#waits(key);
      if (waits) overlay.setConfirmed(key, value);
      if (this.#changed.has(text)) tables.write(key, waits ? this.#withWaiting(key, value) : value, this.#live.recordOf(key));
    }
    this.#settle();
    return [...this.#changed.values()];
  }

  /** Takes answered entries off the overlay; a record nothing waits for has no confirmed one beside it. */
  #settle(): void {
    if (!this.#overlaid) return;
    const { overlay } = this.#parts;
    for (const key of this.#ownTouched.values()) {
      overlay.answered(key, this.#acknowledgedSeq);
      if (!this.#waits(key)) overlay.forgetConfirmed(key);
    }
  }

  #written(): Map<string, Identified | undefined> {
    const written = new Map<string, Identified | undefined>();
    for (const { record, id, value } of this.#confirmed.written()) written.set(textOf({ record, id }), value);
    return written;
  }

  /** The record with the own entries that still wait folded on top. */
  #withWaiting(key: RecordKey, confirmed: Identified | undefined): Identified | undefined {
    const { house, own, overlay, tables } = this.#parts;
    const draft = new Draft(only(confirmed), tables.holds);
    for (const seq of overlay.pendingAfter(key, this.#acknowledgedSeq)) {
      const entry = own.at(seq);
      if (!entry) throw new Error(`own entry ${seq} is missing`);
      const facts = factsOf(readHeader(entry.header));
      for (const sealed of entry.changes) {
        const change = sealed === null ? null : openChange(sealed);
        if (change && touchedHere(house, draft, change, facts).some((one) => textOf(one) === textOf(key)))
          foldInto(house, draft, key, change, facts);
      }
    }
    return this.#read(draft, key);
  }

  #confirmedNow(key: RecordKey): Identified | undefined {
    return this.#read(this.#confirmed, key);
  }

  #read(reader: Reader, key: RecordKey): Identified | undefined {
    const type = this.#parts.house.records.get(key.record);
    if (!type) throw new Error(`${key.record} is not in the registry`);
    return reader.get(type, key.id);
  }

  /** Own entries still wait for their answer on this record. */
  #waits(key: RecordKey): boolean {
    if (!this.#overlaid) return false;
    const text = textOf(key);
    const known = this.#waiting.get(text);
    if (known !== undefined) return known;
    const waits = this.#parts.overlay.isPendingAfter(key, this.#acknowledgedSeq);
    this.#waiting.set(text, waits);
    return waits;
  }

  #touchedBy(change: Change, facts: EntryFacts): readonly RecordKey[] {
    return touchedHere(this.#parts.house, this.#confirmed, change, facts);
  }

  #note(among: Map<string, RecordKey>, keys: readonly RecordKey[]): void {
    for (const key of keys) among.set(textOf(key), key);
  }
}

function textOf({ record, id }: RecordKey): string {
  return `${record}\n${id}`;
}

/** A reader that knows one record: a fold asks for no other. */
function only(record: Identified | undefined): Reader {
  return { get: () => record as never, find: () => [], search: () => [] };
}
