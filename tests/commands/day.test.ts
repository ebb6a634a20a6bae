import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patientsCsv } from '../fixtures/patients-csv.ts';
import { lastLine, type Ran, runCommand } from './run-command.ts';

describe('npm run day', () => {
  let folder: string;
  let day: Ran;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'counterfoil-day-test-'));
    // PostgreSQL may run as another user than root, who must be able to pass through.
    await chmod(folder, 0o711);
    await writeFile(join(folder, 'patients.csv'), patientsCsv(120));
    day = await runCommand([
      'day',
      '--patients',
      join(folder, 'patients.csv'),
      '--visits',
      '10',
      '--seed',
      '7',
      '--json',
      '--keep',
      join(folder, 'kept'),
    ]);
  }, 400_000);
  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  it('ends with everything matching, told as one JSON object', () => {
    expect(day.err).toBe('');
    expect(day.code).toBe(0);
    const report = JSON.parse(lastLine(day.out));
    expect(report).toMatchObject({ ok: true, chainsVerified: true, replicasEqual: true });
    // One was seen and never billed.
    expect(report.visits).toEqual({ COMPLETED: 10, CANCELLED: 1 });
    expect(report.terminals.map(({ kind }: { kind: string }) => kind)).toEqual([
      'reception',
      'cashier',
      'cashier',
      'consulting',
      'back-office',
      'cashier',
    ]);
    for (const { offlineMs } of report.terminals) expect(offlineMs).toBeGreaterThan(0);
    expect(report.late).toBeGreaterThan(0);
    expect(report.flagged).toBeGreaterThanOrEqual(report.late);
    // The yes to a request that was signed with a forged key.
    expect(report.refused).toBe(1);
    expect(report.lockedDay.atEnd).toEqual(report.lockedDay.atLock);
  });

  it('moves money in every way there is, and the ledger adds up', () => {
    const { lockedDay, ledger } = JSON.parse(lastLine(day.out));
    for (const name of [
      'advances',
      'refunds',
      'creditNotes',
      'discountsMinor',
      'paidInMinor',
      'paidOutMinor',
      'dropsMinor',
      'noSales',
    ])
      expect(lockedDay.atEnd.totals[name]).toBeGreaterThan(0);
    expect(ledger.collectedMinor).toBe(ledger.owedMinor - ledger.duesMinor + ledger.advancesMinor);
    expect(ledger).toMatchObject({ duesMinor: 0, excessMinor: 0 });
  });

  it('catches every attempt at fraud, by refusing, flagging, the fraud pack, the exceptions or verify', () => {
    const { fraud } = JSON.parse(lastLine(day.out)) as { fraud: { attempt: string; caught: string | null; where: string }[] };
    expect(fraud.filter(({ caught }) => caught === null)).toEqual([]);
    expect(new Set(fraud.map(({ caught }) => caught))).toEqual(
      new Set(['refused', 'flagged', 'fraud-pack', 'exception', 'verify']),
    );
    expect(new Set(fraud.map(({ attempt }) => attempt)).size).toBe(fraud.length);
    expect(fraud.length).toBeGreaterThanOrEqual(30);
  });

  it('keeps logs that verify, and names the first entry that somebody has edited', async () => {
    const cashier = join(folder, 'kept', 'cashier1');
    const whole = await runCommand(['verify', cashier]);
    expect(whole).toMatchObject({ code: 0, err: '' });

    const db = new Database(join(cashier, 'counterfoil.sqlite'));
    const [table] = db
      .prepare(
        "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%UPDATE%' AND tbl_name LIKE '%entry%' LIMIT 1",
      )
      .pluck()
      .all() as string[];
    expect(table).toBeDefined();
    for (const name of db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?")
      .pluck()
      .all(table) as string[])
      db.exec(`DROP TRIGGER "${name}"`);
    db.prepare(`UPDATE "${table}" SET header = replace(header, '"operation":"openTill"', '"operation":"opentill"')`).run();
    db.close();
    const edited = await runCommand(['verify', cashier, '--json']);
    expect(edited.code).toBe(1);
    expect(JSON.parse(lastLine(edited.out))).toMatchObject({ ok: false, what: 'terminal' });
    expect(JSON.parse(lastLine(edited.out)).fault).toMatch(/^entry \d+ of T\d\d \(.+\/1\/\d+\): /);
  });

  it("verifies the server's log in its data folder", async () => {
    const server = await runCommand(['verify', join(folder, 'kept', 'server'), '--json']);
    expect(JSON.parse(lastLine(server.out))).toMatchObject({ ok: true, what: 'server', fault: null });
    expect(server.code).toBe(0);
  });
});

describe('what a person can get wrong', () => {
  it.each([
    [['day'], 2, /--patients/],
    [['day', '--patients', 'no-such-file.csv'], 2, /no-such-file\.csv cannot be read/],
    [['day', '--patients', 'x.csv', '--visits', 'many'], 2, /whole number/],
    [['day', '--patients', 'package.json', '--visits', '5'], 2, /package\.json cannot be imported: Choose the column/],
    [['verify'], 2, /missing required argument/],
    [['verify', 'no-such-folder'], 2, /neither a terminal's nor a server's data folder/],
    [['admin', '--data', 'no-such-folder', 'day', 'status'], 1, /Is this the server's data folder/],
    [['frobnicate'], 2, /Unknown command/],
  ])('%j ends with %i and a sentence', async (args, code, sentence) => {
    const ran = await runCommand(args);
    expect(ran.code).toBe(code);
    expect(ran.err).toMatch(sentence);
    expect(ran.err).not.toMatch(/\n\s+at /);
  });
});
