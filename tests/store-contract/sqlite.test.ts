import type { House } from '#domain/kernel/house.ts';
import { SUBSCRIPTIONS } from '#domain/kernel/roles.ts';
import { openToRead } from '#main/store/database.ts';
import { proveRecords } from '#main/store/rebuild.ts';
import { type ContractStore, describeStoreContract } from './contract.ts';
import { ACCEPTED } from './small-server.ts';
import { SmallTerminal } from './small-terminal.ts';

describeStoreContract('the terminal’s SQLite store', (house) => contractStore(house));

function contractStore(house: House): ContractStore {
  const terminal = new SmallTerminal({ house });
  const { store, server } = terminal;
  return {
    append: (entry) => {
      const { seq, hash } = terminal.append(entry.changes, entry);
      terminal.send({ ...ACCEPTED, postedDate: entry.businessDate });
      terminal.pull();
      return { seq, hash };
    },
    place: (entry, verdict) => {
      server.place(entry, verdict);
      terminal.pull();
    },
    ownEntries: () => store.entriesAfter(0, 1000),
    position: () => store.position(),
    get: (type, id) => store.reader.get(type, id),
    find: (type, where, options) => store.reader.find(type, where, options),
    search: (type, text, limit) => store.reader.search(type, text, limit),
    tamperings: [
      'UPDATE entry SET signature = NULL',
      'DELETE FROM entry',
      'INSERT OR REPLACE INTO entry SELECT seq, hash, header, changes, NULL FROM entry',
      'INSERT OR REPLACE INTO feed (era, position, leaf) SELECT era, position, leaf FROM feed',
      'INSERT OR REPLACE INTO head SELECT 1, 0, hash, NULL, hlc, 0, 0, 0 FROM head',
      'UPDATE feed SET late = 1',
      'DELETE FROM feed',
      'UPDATE era SET position = 9',
      'DELETE FROM checkpoint',
      'DELETE FROM head',
      'UPDATE head SET seq = 1',
    ].map((sql) => ({ what: sql, attempt: () => terminal.withFile((db) => db.exec(sql)) })),
    rebuild: () => {
      const db = openToRead(terminal.file);
      const { differs } = proveRecords(db, house, SUBSCRIPTIONS[terminal.kind]);
      db.close();
      return differs;
    },
    spoil: ({ record, id }, body) => {
      terminal.withFile((db) => db.prepare(`UPDATE r_${record} SET body = ? WHERE id = ?`).run(JSON.stringify(body), id));
    },
    close: () => terminal.remove(),
  };
}
