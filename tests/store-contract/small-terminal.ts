import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Change } from '#domain/kernel/change.ts';
import type { House } from '#domain/kernel/house.ts';
import type { TerminalKind } from '#domain/kernel/roles.ts';
import { openTerminalStore, storeFileOf } from '#main/store/open-terminal-store.ts';
import type { AppendedEntry, NewEntry, PullResult, TerminalStore } from '#main/store/terminal-store.ts';
import type { FeedItem, Verdict } from '#protocol/sync-messages.ts';
import { BRANCH, BUSINESS_DATE, CLINIC, MORNING_MS } from './foreign-author.ts';
import { smallHouse } from './small-house.ts';
import { ACCEPTED, keyPair, SmallServer } from './small-server.ts';

export const TERMINAL = 'terminal-a';

/** A terminal's store in a folder of its own, and the server it follows. */
export class SmallTerminal {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'counterfoil-store-'));
  readonly server: SmallServer;
  readonly keys = keyPair();
  readonly kind: TerminalKind;
  readonly terminalId: string;
  readonly explores: boolean;
  store: TerminalStore;
  /** Own entries up to here have been placed at the server. */
  #sent = 0;

  constructor(parts: Partial<SmallTerminalParts> = {}) {
    const { kind = 'back-office', server = new SmallServer(), house = smallHouse, terminalId = TERMINAL } = parts;
    this.kind = kind;
    this.explores = parts.explores ?? kind === 'back-office';
    this.terminalId = terminalId;
    this.server = server;
    this.store = this.open(house);
  }

  get file(): string {
    return storeFileOf(this.dataDir);
  }

  open(house: House = smallHouse): TerminalStore {
    const { privateKey } = this.keys;
    const { kind, terminalId, explores } = this;
    const place = { clinicId: CLINIC, branchId: BRANCH, terminalId, terminalCode: 'T01', kind, epoch: 1 };
    const { dataDir, server } = this;
    const serverPublicKey = server.publicKey;
    return openTerminalStore({ dataDir, house, place, privateKey, serverPublicKey, explores });
  }

  reopen(house: House = smallHouse): void {
    this.store.close();
    this.store = this.open(house);
  }

  append(changes: readonly Change[], about: Partial<NewEntry> = {}): AppendedEntry {
    return this.store.append(ownEntry(changes, about));
  }

  /** Places the next own entries at the server, each with the next verdict; accepted where none is given. */
  send(...verdicts: readonly Verdict[]): void {
    const entries = this.store.entriesAfter(this.#sent, Math.max(verdicts.length, 1));
    for (const [index, entry] of entries.entries()) this.server.place(entry, verdicts[index] ?? ACCEPTED);
    this.#sent += entries.length;
  }

  /** @param asked `more`: as if another stretch followed at once */
  pull({ more = false, ...asked }: { limit?: number; withholds?: (item: FeedItem) => boolean; more?: boolean } = {}): PullResult {
    const { items, checkpoint } = this.server.pull(this.store.position(), { terminalId: this.terminalId, ...asked });
    return this.store.applyFeed(items, checkpoint, more);
  }

  /** Works on the file as somebody with the disk could. */
  withFile<Result>(run: (db: Database.Database) => Result): Result {
    const db = new Database(this.file);
    try {
      return run(db);
    } finally {
      db.close();
    }
  }

  remove(): void {
    this.store.close();
    rmSync(this.dataDir, { recursive: true });
  }
}

interface SmallTerminalParts {
  readonly kind: TerminalKind;
  readonly server: SmallServer;
  readonly house: House;
  readonly terminalId: string;
  readonly explores: boolean;
}

export function ownEntry(changes: readonly Change[], about: Partial<NewEntry> = {}): NewEntry {
  return {
    branchId: BRANCH,
    recordedAtMs: MORNING_MS,
    businessDate: BUSINESS_DATE,
    actorId: 'user-a',
    sessionId: null,
    operation: 'test',
    documentNumber: null,
    ...about,
    changes,
  };
}
