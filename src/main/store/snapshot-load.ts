import type { Identified } from '#domain/kernel/record.ts';
import { rootOf } from '#protocol/merkle.ts';
import type { SnapshotResponse } from '#protocol/sync-messages.ts';
import type { BaseRecords } from './base-records.ts';
import type { FeedLog } from './feed-log.ts';
import type { Overlay } from './overlay.ts';
import { type LogSource, refold } from './rebuild.ts';
import type { RecordTables } from './record-tables.ts';
import { CheckpointMismatch } from './terminal-store.ts';

export interface SnapshotParts extends LogSource {
  readonly base: BaseRecords;
  readonly feed: FeedLog;
  readonly tables: RecordTables;
  readonly overlay: Overlay;
}

/**
 * Takes over the records of a snapshot, page by page, as the beginning of a new era. At a new terminal the pages go
 * straight into the record tables; at one that has worked, its records stay as they are until the last page is in.
 */
export class SnapshotLoad {
  readonly #parts: SnapshotParts;
  readonly #position: number;
  readonly #era: number;
  readonly #straight: boolean;

  /** Begins: whatever an earlier attempt left is cleared away. */
  constructor(parts: SnapshotParts, first: SnapshotResponse) {
    this.#parts = parts;
    this.#position = first.position;
    const progress = parts.feed.progress();
    this.#era = progress.era + 1;
    this.#straight = progress.era === 1 && progress.position === 0;
    parts.base.clear(this.#era);
    if (this.#straight) this.#empty();
  }

  add(page: SnapshotResponse): void {
    if (page.position !== this.#position)
      throw new CheckpointMismatch(`the snapshot is at position ${this.#position}, a page of it at ${page.position}`);
    const { base, tables } = this.#parts;
    for (const { record, body } of page.records) {
      if (!tables.holdsType(record)) continue;
      const value = identified(record, body);
      base.add(this.#era, record, value);
      if (this.#straight) tables.write({ record, id: value.id }, value);
    }
  }

  /** @param ownSeq own entries up to here are in the snapshot's records */
  finish({ position, frontier, checkpoint }: SnapshotResponse, ownSeq: number): void {
    const { feed, own, tables, overlay } = this.#parts;
    if (frontier.size !== position || checkpoint.position !== position || rootOf(frontier) !== checkpoint.root)
      throw new CheckpointMismatch('the snapshot does not have the tree its checkpoint states');
    if (ownSeq > own.head().seq)
      throw new CheckpointMismatch(`the server holds ${ownSeq} entries of this terminal, its own log fewer`);
    feed.addEra({ era: this.#era, position, frontier, checkpoint, ownSeq });
    feed.advance({ era: this.#era, position, acknowledgedSeq: ownSeq, frontier, checkpoint, hlc: feed.progress().hlc });
    if (this.#straight && own.head().seq === 0) return;
    this.#empty();
    refold(this.#parts, tables, overlay);
  }

  #empty(): void {
    this.#parts.overlay.clear();
    this.#parts.tables.drop();
    this.#parts.tables.create();
  }
}

function identified(record: string, body: unknown): Identified {
  if (typeof body === 'object' && body !== null && typeof (body as Partial<Identified>).id === 'string')
    return body as Identified;
  throw new Error(`the snapshot has a ${record} without an id`);
}
