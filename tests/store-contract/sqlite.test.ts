import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { House } from '#domain/kernel/house.ts';
import { SUBSCRIPTIONS } from '#domain/kernel/roles.ts';
import { openToRead } from '#main/store/database.ts';
import { openTerminalStore, storeFileOf } from '#main/store/open-terminal-store.ts';
import { proveRecords } from '#main/store/rebuild.ts';
import type { TerminalStore } from '#main/store/terminal-store.ts';
import type { WireEntry } from '#protocol/entry.ts';
import type { Verdict } from '#protocol/sync-messages.ts';
import { type ContractStore, describeStoreContract } from './contract.ts';
import { BRANCH, CLINIC } from './foreign-author.ts';
import { ACCEPTED, keyPair, SmallServer } from './small-server.ts';

const TERMINAL = 'terminal-a';

describeStoreContract('the terminal’s SQLite store', (house) => contractStore(house));

function contractStore(house: House): ContractStore {
  const dataDir = mkdtempSync(join(tmpdir(), 'counterfoil-store-'));
  const server = new SmallServer();
  const { privateKey } = keyPair();
  const place = {
    clinicId: CLINIC,
    branchId: BRANCH,
    terminalId: TERMINAL,
    terminalCode: 'T01',
    kind: 'back-office',
    epoch: 1,
  } as const;
  const store = openTerminalStore({ dataDir, house, place, privateKey, serverPublicKey: server.publicKey });
  return {
    append: (entry) => {
      const said = { branchId: BRANCH, actorId: 'user-a', sessionId: null, operation: 'test' };
      const { seq, hash } = store.append({ ...said, ...entry });
      const [written] = store.entriesAfter(seq - 1, 1);
      if (written) placeAndPull(store, server, written, { ...ACCEPTED, postedDate: entry.businessDate });
      return { seq, hash };
    },
    place: (entry, verdict) => placeAndPull(store, server, entry, verdict),
    ownEntries: () => store.entriesAfter(0, 1000),
    position: () => store.position(),
    get: (type, id) => store.reader.get(type, id),
    find: (type, where, options) => store.reader.find(type, where, options),
    search: (type, text, limit) => store.reader.search(type, text, limit),
    tamperings: [
      'UPDATE entry SET actor_id = 1',
      'DELETE FROM entry',
      'UPDATE feed SET late = 1',
      'DELETE FROM feed',
      'UPDATE era SET position = 9',
      'DELETE FROM checkpoint',
      'DELETE FROM head',
      'UPDATE head SET seq = 1',
    ].map((sql) => ({ what: sql, attempt: () => withDatabase(dataDir, (db) => db.exec(sql)) })),
    rebuild: () => {
      const db = openToRead(storeFileOf(dataDir));
      const { differs } = proveRecords(db, house, SUBSCRIPTIONS[place.kind]);
      db.close();
      return differs;
    },
    spoil: ({ record, id }, body) =>
      withDatabase(dataDir, (db) => db.prepare(`UPDATE r_${record} SET body = ? WHERE id = ?`).run(JSON.stringify(body), id)),
    close: () => {
      store.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}

/** What the server answers when this entry is the next it places. */
function placeAndPull(store: TerminalStore, server: SmallServer, entry: WireEntry, verdict: Verdict): void {
  server.place(entry, verdict);
  const { items, checkpoint } = server.pull(store.position(), { terminalId: TERMINAL });
  store.applyFeed(items, checkpoint);
}

function withDatabase(dataDir: string, run: (db: Database.Database) => unknown): void {
  const db = new Database(storeFileOf(dataDir));
  try {
    run(db);
  } finally {
    db.close();
  }
}
