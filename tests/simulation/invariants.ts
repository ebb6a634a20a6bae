import Database from 'better-sqlite3';
import { receives, SUBSCRIPTIONS } from '#domain/kernel/roles.ts';
import { centre, house } from '#domain/registry.ts';
import { storeFileOf } from '#main/store/open-terminal-store.ts';
import { verifyTerminalStore } from '#main/store/verify-terminal-store.ts';
import { entryFault, GENESIS_HASH } from '#protocol/entry.ts';
import { rootOf } from '#protocol/merkle.ts';
import { verifyDatabase } from '#server/store/verify.ts';
import type { Clinic } from './clinic.ts';
import { type ForcedLock, LOCKED_DATE } from './forced-lock.ts';
import { moneyFaults } from './money-invariants.ts';
import { changesOf, lockedDay, type ServerEntry, serverEntries, serverRecords, tableOf } from './server-log.ts';
import type { SimulatedTerminal } from './simulated-terminal.ts';

/** What does not hold of a clinic in which everybody has come to know everything; empty when all is well. */
export async function broken(clinic: Clinic, lock: ForcedLock): Promise<string[]> {
  const entries = await serverEntries(clinic);
  const found = [...clinic.wrong, ...orderFaults(entries), ...documentFaults(entries), ...lateFaults(entries, lock)];
  for (const terminal of clinic.terminals) found.push(...lossFaults(terminal, entries), ...treeFaults(terminal, entries));
  found.push(...(await moneyFaults(clinic, entries)), ...(await lockFaults(clinic, lock, entries)));
  // A running terminal lets nobody else into its store.
  for (const terminal of clinic.terminals) await terminal.end();
  for (const terminal of clinic.terminals) found.push(...verifierFaults(terminal), ...(await replicaFaults(clinic, terminal)));
  const { fault } = await verifyDatabase(clinic.centre.database, { house, centre }, [clinic.id]);
  if (fault) found.push(`the server's log at position ${fault.position}, entry ${fault.terminalId}/${fault.seq}: ${fault.what}`);
  return found;
}

/** Positions and every chain dense; every entry what its hash says; perpetual totals only growing. */
function orderFaults(entries: readonly ServerEntry[]): string[] {
  const found: string[] = [];
  const ends = new Map<string, ServerEntry>();
  for (const [index, entry] of entries.entries()) {
    const chain = `${entry.terminalId}/${entry.epoch}`;
    const last = ends.get(chain);
    const what = `entry ${chain}/${entry.seq} at ${entry.position}`;
    if (entry.position !== index + 1) found.push(`${what}: position ${index + 1} is missing`);
    if (entry.seq !== (last?.seq ?? 0) + 1) found.push(`${what}: the one before has seq ${last?.seq}`);
    if (entry.header.prev !== (last?.hash ?? GENESIS_HASH)) found.push(`${what}: does not follow the one before`);
    const changes = entry.changes === '' && entry.header.commitments.length === 0 ? [] : entry.changes.split('\n');
    const fault = entryFault({ header: entry.headerText, changes, hash: entry.hash, signature: null }, entry.header);
    if (fault) found.push(`${what}: ${fault}`);
    const shrank =
      last && (entry.header.grossInMinor < last.header.grossInMinor || entry.header.grossOutMinor < last.header.grossOutMinor);
    if (shrank) found.push(`${what}: a perpetual total shrank`);
    ends.set(chain, entry);
  }
  return found;
}

/** Everything a terminal said yes to is at the server, once, as it was; and nothing else under its name. */
function lossFaults({ seat, terminal, id, acknowledged }: SimulatedTerminal, entries: readonly ServerEntry[]): string[] {
  const own = terminal.store.entriesAfter(0, 1_000_000);
  const there = entries.filter((entry) => entry.terminalId === id);
  const found: string[] = [];
  if (own.length !== there.length) found.push(`${seat.name} has ${own.length} entries, the server ${there.length} of it`);
  for (const [index, { hash }] of own.entries())
    if (there[index]?.hash !== hash) found.push(`${seat.name}: entry ${index + 1} is not at the server as it was written`);
  for (const { seq, hash } of acknowledged)
    if (own[seq - 1]?.hash !== hash) found.push(`${seat.name}: acknowledged entry ${seq} is gone`);
  return found;
}

function treeFaults({ seat, terminal }: SimulatedTerminal, entries: readonly ServerEntry[]): string[] {
  const found: string[] = [];
  const { store } = terminal;
  if (store.position() !== entries.length) found.push(`${seat.name} is at ${store.position()} of ${entries.length}`);
  if (store.checkpoint()?.root !== rootOf(store.frontier()))
    found.push(`${seat.name}: its tree is not the one the server signed`);
  return found;
}

/** What `npm run verify` finds: chain, signatures, the server's statements, and that the records are what the log makes. */
function verifierFaults({ seat, dataDir }: SimulatedTerminal): string[] {
  const { fault, differs } = verifyTerminalStore(storeFileOf(dataDir), house);
  if (fault) return [`${seat.name}: entry ${fault.seq}, position ${fault.position}: ${fault.what}`];
  return differs ? [`${seat.name}: ${differs.record} ${differs.id} is not what the log makes of it`] : [];
}

/** Every record a terminal should hold equals the server's, and it holds no other. */
async function replicaFaults(clinic: Clinic, { seat, dataDir }: SimulatedTerminal): Promise<string[]> {
  const found: string[] = [];
  const db = new Database(storeFileOf(dataDir), { readonly: true });
  try {
    for (const type of house.records.values()) {
      const held = SUBSCRIPTIONS[seat.kind].includes(type.stream);
      const exists = db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(tableOf(type.name)) !== undefined;
      if (held !== exists) found.push(`${seat.name} ${exists ? 'has' : 'lacks'} a table of ${type.name}`);
      if (!held || !exists) continue;
      const server = (await serverRecords(clinic, type.name)).filter((one) =>
        receives(seat.kind, seat.branchId, type.stream, one.branchId),
      );
      const own = db.prepare<[], { id: string; body: string }>(`SELECT id, body FROM ${tableOf(type.name)} ORDER BY id`).all();
      found.push(...differences(`${seat.name}: ${type.name}`, server, own));
    }
    const pending = db.prepare('SELECT count(*) FROM pending_key').pluck().get();
    if (pending !== 0) found.push(`${seat.name} still overlays ${pending} records`);
  } finally {
    db.close();
  }
  return found;
}

function differences(
  what: string,
  server: readonly { id: string; body: string }[],
  own: readonly { id: string; body: string }[],
): string[] {
  const found: string[] = [];
  const theirs = new Map(server.map(({ id, body }) => [id, canonicalText(body)]));
  for (const { id, body } of own) {
    const expected = theirs.get(id);
    if (expected === undefined) found.push(`${what} ${id} is not at the server, or not for this terminal`);
    else if (expected !== canonicalText(body))
      found.push(`${what} ${id} differs: ${canonicalText(body)} but the server has ${expected}`);
    theirs.delete(id);
  }
  for (const id of theirs.keys()) found.push(`${what} ${id} is missing`);
  return found.slice(0, 3);
}

function canonicalText(body: string): string {
  return JSON.stringify(sorted(JSON.parse(body)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}

const NUMBERED = new Set([
  'invoice.issued.v1',
  'payment.recorded.v1',
  'advance.received.v1',
  'refund.paid.v1',
  'credit-note.issued.v1',
]);

/** Printed numbers: each series without gaps and without repeats, in the order they were made. */
function documentFaults(entries: readonly ServerEntry[]): string[] {
  const found: string[] = [];
  const last = new Map<string, number>();
  for (const { header, changes, terminalId, seq } of entries) {
    const { documentNumber } = header;
    if (documentNumber === null || !changesOf(changes).some(({ type }) => NUMBERED.has(type))) continue;
    const [prefix, year, sequence] = documentNumber.split('/');
    const series = `${terminalId} ${prefix}/${year}`;
    const expected = (last.get(series) ?? 0) + 1;
    if (Number(sequence) !== expected) found.push(`entry ${terminalId}/${seq} prints ${documentNumber}, expected ${expected}`);
    last.set(series, Number(sequence));
  }
  return found;
}

/** Late is exactly what says it happened on the locked day in its branch and was placed after the lock. */
function lateFaults(entries: readonly ServerEntry[], lock: ForcedLock): string[] {
  const found: string[] = [];
  for (const { position, terminalId, seq, branchId, header, late, postedDate, status } of entries) {
    const isLate =
      lock.at !== null && position > lock.at.position && branchId === lock.branchId && header.businessDate <= LOCKED_DATE;
    const what = `entry ${terminalId}/${seq} of ${header.businessDate}, placed at ${position}`;
    if (isLate !== late) found.push(`${what}, is ${late ? '' : 'not '}late; the lock was made at ${lock.at?.position}`);
    if (late && (postedDate <= LOCKED_DATE || status === 'accepted'))
      found.push(`${what}, is ${status} and counts in ${postedDate}`);
  }
  return found;
}

async function lockFaults(clinic: Clinic, lock: ForcedLock, entries: readonly ServerEntry[]): Promise<string[]> {
  const { at } = lock;
  if (!at) return [`the day was never locked: ${[...new Set(lock.refused)].join('; ')}`];
  if (at.bytes === '') return ['the lock left no figures'];
  const atEnd = await lockedDay(clinic, lock.branchId, LOCKED_DATE);
  if (atEnd !== at.bytes) return [`the locked day changed: ${at.bytes} became ${atEnd}`];
  const before = entries.filter(({ position }) => position <= at.position);
  const day = JSON.parse(atEnd.slice(atEnd.indexOf('{'), atEnd.indexOf('\n'))) as LockedDay;
  const undeclared = day.terminals.filter((one) => one.state === 'MISSING' && !lock.declared.includes(one.terminalId));
  const found = undeclared.map(({ name }) => `the day was locked without ${name}, which nobody declared missing`);
  return [...found, ...day.terminals.flatMap((one) => terminalFaults(one, before))];
}

interface LockedDay {
  readonly terminals: readonly {
    readonly terminalId: string;
    readonly name: string;
    readonly state: 'CLOSED' | 'MISSING';
    readonly seq: number;
    readonly hash: string;
  }[];
}

/** The lock names the end of each chain as the server had it, and calls no terminal closed whose till it knew to be open. */
function terminalFaults(
  { terminalId, name, state, seq, hash }: LockedDay['terminals'][number],
  before: readonly ServerEntry[],
): string[] {
  const own = before.filter((entry) => entry.terminalId === terminalId);
  const last = own.at(-1);
  const found: string[] = [];
  if (seq !== (last?.seq ?? 0) || (last && hash !== last.hash))
    found.push(`the lock names entry ${seq} of ${name}, the server had ${last?.seq}`);
  const moves = own
    .filter(({ header }) => header.businessDate === LOCKED_DATE)
    .flatMap(({ changes }) => changesOf(changes))
    .filter(({ type }) => type === 'till.opened.v1' || type === 'till.closed.v1');
  if (state === 'CLOSED' && moves.at(-1)?.type === 'till.opened.v1')
    found.push(`the lock calls ${name} closed with an open till`);
  return found;
}
