import { afterAll, beforeAll } from 'vitest';
import type { Centre } from '#domain/kernel/centre.ts';
import type { House } from '#domain/kernel/house.ts';
import { isRefusal } from '#domain/kernel/refusal.ts';
import { openChange, readHeader } from '#protocol/entry.ts';
import { type HeldClinic, holdClinic, writeAsServer, writePlaced } from '#server/merge/server-author.ts';
import { open } from '#server/store/connect.ts';
import { readChainEntries } from '#server/store/entries.ts';
import { makeHead, readChain, readHead, SERVER_TERMINAL } from '#server/store/heads.ts';
import { inClinic } from '#server/store/in-clinic.ts';
import { LoadedRecords } from '#server/store/loaded-records.ts';
import { firstDifference } from '#server/store/rebuild.ts';
import { serverOn, startPostgres, type TestPostgres } from '../postgres.ts';
import { type ContractStore, describeStoreContract } from './contract.ts';
import { BRANCH, CLINIC, MORNING_MS } from './foreign-author.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
});

describeStoreContract('the server’s PostgreSQL store', (house) => contractStore(house));

/** Nobody is enrolled and no day is locked here: the contract is about the store. */
const nobody = { settings: () => undefined, firstOpenDate: () => null, rightsAreIn: () => [] } as unknown as Centre;

async function contractStore(house: House): Promise<ContractStore> {
  const rules = { house, centre: nobody };
  const database = await postgres.database();
  const clock = { at: MORNING_MS, nowMs: () => clock.at };
  const { parts } = await serverOn(database, rules, clock);
  const { app } = database;
  await inClinic(app, CLINIC, (tx) => makeHead(tx, CLINIC));

  const holding = <Result>(work: (held: HeldClinic) => Promise<Result>) =>
    inClinic(app, CLINIC, async (tx) => {
      const held = await holdClinic(parts, tx, CLINIC);
      if (!held) throw new Error('the clinic is not there');
      const result = await work(held);
      await writePlaced(held);
      return result;
    });
  const reading = <Result>(read: (records: LoadedRecords) => Result) =>
    inClinic(app, CLINIC, (tx) => {
      const records = new LoadedRecords(tx, CLINIC, house);
      return records.settled(() => read(records));
    });
  const ownEnd = () => inClinic(app, CLINIC, (tx) => readChain(tx, CLINIC, SERVER_TERMINAL, parts.chainEpoch));

  return {
    async append({ changes, documentNumber, recordedAtMs }) {
      clock.at = recordedAtMs;
      const said = { branchId: BRANCH, actorId: 'host', sessionId: null, operation: 'test', documentNumber, changes };
      const refusal = await holding((held) => writeAsServer(held, said));
      if (isRefusal(refusal)) throw new Error(refusal.code);
      return ownEnd();
    },
    async place(wire, verdict) {
      const opened = { wire, header: readHeader(wire.header), changes: wire.changes.map((one) => openChange(one ?? '')) };
      await holding(async ({ placement, records }) => {
        await records.settled(() => placement.settle(opened, verdict));
      });
    },
    ownEntries: () =>
      inClinic(app, CLINIC, async (tx) => {
        const own = { terminalId: SERVER_TERMINAL, epoch: parts.chainEpoch };
        return (await readChainEntries(tx, CLINIC, own, 0, 1000)).map(({ wire }) => wire);
      }),
    position: () => inClinic(app, CLINIC, async (tx) => (await readHead(tx, CLINIC, 'look'))?.position ?? -1),
    get: (type, id) => reading((records) => records.get(type, id)),
    find: (type, where, options) => reading((records) => records.find(type, where, options)),
    search: (type, text, limit) => reading((records) => records.search(type, text, limit)),
    tamperings: [
      'UPDATE entry SET signature = NULL',
      'UPDATE entry SET late = true',
      'DELETE FROM entry',
      'TRUNCATE entry',
      'TRUNCATE entry_0',
      'TRUNCATE checkpoint, incident, quarantine',
    ].flatMap((sql) => [
      { what: `${sql} as the server`, attempt: () => inClinic(app, CLINIC, (tx) => tx.unsafe(sql)) },
      { what: `${sql} as the owner`, attempt: () => inClinic(database.owner, CLINIC, (tx) => tx.unsafe(sql)) },
      { what: `${sql} as the superuser`, attempt: () => asSuperuser(database.url, sql) },
    ]),
    rebuild: () => firstDifference(app, rules, CLINIC),
    spoil: async ({ record, id }, body) => {
      const table = `r_${record.replaceAll('-', '_')}`;
      await inClinic(
        app,
        CLINIC,
        (tx) => tx`UPDATE ${tx(table)} SET body = ${JSON.stringify(body)}::text::json WHERE id = ${id}`,
      );
    },
    close: () => database.close(),
  };
}

async function asSuperuser(url: string, sql: string): Promise<void> {
  const admin = open(url, { max: 1, connection: { search_path: 'counterfoil' } });
  try {
    await admin.unsafe(sql);
  } finally {
    await admin.end();
  }
}
