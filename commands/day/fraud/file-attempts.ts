import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { house } from '#domain/registry.ts';
import { plainTerminal } from '#main/plain-terminal.ts';
import { storeFileOf } from '#main/store/open-terminal-store.ts';
import { verifyTerminalStore } from '#main/store/verify-terminal-store.ts';
import type { Terminal } from '#main/terminal.ts';
import type { Counter } from '../counters.ts';
import { PASSWORD, SEATS } from '../plan.ts';
import type { Attempts } from './attempts.ts';

type Stopped = Pick<Counter, 'name' | 'dataDir'>;

/** What somebody with rights on the machines does to their files at night. The terminals have stopped; copies are spoiled. */
export async function tryFiles(folder: string, counters: readonly Stopped[], attempts: Attempts): Promise<void> {
  const [reception, cashier] = counters;
  if (!reception || !cashier) throw new Error('a counter is missing');
  const spoiled = (what: string) => join(folder, `night-${what}`);
  await spoil(cashier, spoiled('edited'), (db) => {
    const last = "SELECT max(seq) FROM entry WHERE changes LIKE '%payment.recorded.v1%'";
    // An entry keeps its changes as texts in a text.
    const less = `UPDATE entry SET changes = replace(changes, 'totalMinor\\":', 'totalMinor\\":0.') WHERE seq = (${last})`;
    if (db.prepare(less).run().changes !== 1) throw new Error('no payment could be edited');
  });
  attempts.note("A payment's amount edited in the database file", ...verified(spoiled('edited'), cashier));
  await spoil(cashier, spoiled('shortened'), (db) => {
    db.prepare('DELETE FROM entry WHERE seq > (SELECT max(seq) FROM entry) - 3').run();
  });
  attempts.note('The last entries deleted from the database file', ...verified(spoiled('shortened'), cashier));
  await spoil(cashier, spoiled('record'), (db) => {
    db.prepare(`UPDATE r_till SET body = replace(body, '"state":"CLOSED"', '"state":"OPEN"')`).run();
  });
  attempts.note('A record edited, the log left as it is', ...verified(spoiled('record'), cashier));
  await tryCopies(reception, spoiled, attempts);
}

async function spoil({ dataDir }: Stopped, copy: string, how: (db: Database.Database) => void): Promise<void> {
  await cp(dataDir, copy, { recursive: true });
  const db = new Database(storeFileOf(copy));
  try {
    // Whoever owns the file owns its triggers too.
    const triggers = db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all() as string[];
    for (const name of triggers) db.exec(`DROP TRIGGER "${name}"`);
    how(db);
  } finally {
    db.close();
  }
}

function verified(copy: string, { name }: Stopped): ['verify' | null, string] {
  const { fault, differs } = verifyTerminalStore(storeFileOf(copy), house);
  if (fault) return ['verify', `verify of ${name}, entry ${fault.seq ?? '?'}: ${fault.what}`];
  if (differs) return ['verify', `verify of ${name}: ${differs.record} is not what the log makes of it`];
  return [null, `verify of ${name} finds nothing`];
}

async function tryCopies(reception: Stopped, spoiled: (what: string) => string, attempts: Attempts): Promise<void> {
  const [copied, cloned] = [spoiled('copied'), spoiled('cloned')];
  for (const copy of [copied, cloned]) await cp(reception.dataDir, copy, { recursive: true });
  const elsewhere = await openAt(copied, 'another machine');
  const { phase, problem } = elsewhere.state();
  attempts.note(
    'A data folder copied to another machine',
    phase === 'refused' ? 'refused' : null,
    `the copy: ${problem ?? phase}`,
  );
  await elsewhere.close();

  const login = SEATS[0]?.login ?? '';
  const clone = await openAt(cloned, `machine of ${login}`);
  const original = await openAt(reception.dataDir, `machine of ${login}`);
  for (const one of [clone, original]) await one.sessions.login({ login, password: PASSWORD });
  const rounds = [await clone.syncOnce(), await original.syncOnce()];
  const stopped = rounds.find(({ outcome }) => outcome === 'stopped');
  const where = stopped ? `server: ${'problem' in stopped ? stopped.problem : ''}, frozen` : 'both went on';
  attempts.note('A machine cloned whole, or set back to an older copy', stopped ? 'refused' : null, where);
  await clone.close();
  await original.close();
}

/** Syncs only when asked to. */
function openAt(dataDir: string, machine: string): Promise<Terminal> {
  return plainTerminal(dataDir, { machineId: async () => machine, manual: true, report: () => undefined });
}
