import { execFile } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attemptRefused } from '#domain/audit/changes.ts';
import { encounterRecorded } from '#domain/encounters/changes.ts';
import { signHash } from '#protocol/entry.ts';
import { BRANCH } from '../../../tests/fixtures/accepting-server.ts';
import { MEENA, OneTerminal } from '../../../tests/fixtures/one-terminal.ts';
import { type ExportMessage, type ExportWanted, runExport } from './exports.ts';

const DAY = '2026-11-21';
const WANTED: ExportWanted = { kind: 'audit-archive', format: 'zip', branchId: BRANCH, from: DAY, to: DAY };

const OTHER_KEYS = generateKeyPairSync('ed25519');
/** Who writes what the server of the test places. */
const OTHER_TERMINAL = {
  record: 'terminal',
  body: {
    ...{ id: 'server', code: 'T09', number: 9, counterId: 'counter-9', branchId: BRANCH, kind: 'cashier', name: 'Counter 9' },
    ...{ state: 'ACTIVE', reason: null, epoch: 1, machineHash: 'a'.repeat(64), installationId: 'i', enrolledAtMs: 1 },
    ...{ publicKey: OTHER_KEYS.publicKey.export({ type: 'spki', format: 'der' }).toString('base64') },
    ...{ training: null, death: null },
  },
};

let one: OneTerminal;
let sessionId: string;
beforeAll(async () => {
  one = new OneTerminal('back-office', [MEENA], [OTHER_TERMINAL]);
  await one.startEnrolled();
  sessionId = await one.sessionOf(MEENA);
});
afterAll(() => one.terminal.close());

async function taken(wanted: ExportWanted): Promise<{ messages: ExportMessage[]; file: Buffer }> {
  const messages: ExportMessage[] = [];
  for await (const message of runExport(one.terminal, sessionId, wanted)) messages.push(message);
  const pieces = messages.flatMap((message) => (message.kind === 'piece' ? [Buffer.from(message.base64, 'base64')] : []));
  return { messages, file: Buffer.concat(pieces) };
}

describe('an export', () => {
  it('comes in pieces whose whole is what its end says, and is logged before it leaves', async () => {
    const { messages, file } = await taken({ ...WANTED, kind: 'day-book', format: 'csv' });
    expect(messages[0]).toEqual({ kind: 'begin', fileName: `day-book_${DAY}_${DAY}.csv`, mediaType: 'text/csv;charset=utf-8' });
    expect(file.toString()).toMatch(/^\uFEFFBusiness date,Counted in,Time,What,/);
    const sha256 = createHash('sha256').update(file).digest('hex');
    expect(messages.at(-1)).toEqual({ kind: 'end', bytes: file.length, sha256 });
    expect(one.logged('takeExport')).toMatchObject([{ type: 'export.taken.v1', body: { kind: 'day-book', byName: 'meena' } }]);
  });

  it('is refused where the log cannot say who took it', async () => {
    const nobody: ExportMessage[] = [];
    for await (const message of runExport(one.terminal, null, WANTED)) nobody.push(message);
    expect(nobody).toMatchObject([{ kind: 'stopped', refusal: { code: 'not-signed-in' } }]);
  });

  it('of a time of which the log has nothing is none', async () => {
    const { messages } = await taken({ ...WANTED, from: '2020-01-01', to: '2020-01-31' });
    expect(messages).toMatchObject([{ kind: 'stopped', refusal: { code: 'export-empty' } }]);
  });
});

/** Entries of the terminal itself, of others, with something of a doctor's among them; all but the last known to the server. */
async function filledLog(): Promise<void> {
  const { terminal, server } = one;
  const attempt = { userId: 'u', sessionId: 's', terminalId: 't', operation: 'recordPayment', code: 'no-open-till' };
  const change = attemptRefused.of({ ...attempt, subjectId: null, times: 1 });
  // As another terminal's documents come: one from a server that sends no signatures, two from one that does.
  server.author([change], 'test', { number: 'R09/2627/000001', sign: null });
  for (const number of ['R09/2627/000002', 'R09/2627/000003'])
    server.author([change], 'test', { number, sign: (hash) => signHash(hash, OTHER_KEYS.privateKey) });
  const written = { encounterId: 'e', visitId: 'v', patientId: 'p', doctorId: 'd', complaint: 'SECRET TOOTHACHE', notes: '' };
  server.author([encounterRecorded.of({ ...written, treatments: [] })]);
  for (let count = 0; count < 30; count++) terminal.exploreLog(sessionId, { subject: `subject ${count}`, limit: 1 });
  await terminal.syncOnce();
  await terminal.syncOnce();
  terminal.exploreLog(sessionId, { subject: 'not sent yet', limit: 1 });
}

async function verifiedIn(folder: string, options: readonly string[] = []): Promise<{ code: number; said: string }> {
  // Nothing of this project is near it: the program must stand alone.
  const run = promisify(execFile)(process.execPath, [join(folder, 'verify.mjs'), ...options], {
    cwd: tmpdir(),
    timeout: 20_000,
  });
  return run.then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
  );
}

describe('an audit archive', () => {
  let files: Record<string, Uint8Array>;
  let folder: string;
  beforeAll(async () => {
    await filledLog();
    files = unzipSync((await taken(WANTED)).file);
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'counterfoil-archive-'));
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  const verified = (...options: string[]) => verifiedIn(folder, options);

  function edit(name: string, change: (text: string) => string): void {
    const path = join(folder, name);
    const before = readFileSync(path, 'utf8');
    const after = change(before);
    expect(after).not.toBe(before);
    writeFileSync(path, after);
  }

  /** As somebody would who also puts the manifest right: only the signature can tell then. */
  function forge(name: string): void {
    const bytes = readFileSync(join(folder, name));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    edit('manifest.json', (text) => {
      const manifest = JSON.parse(text) as { files: { name: string; bytes: number; sha256: string }[] };
      const files = manifest.files.map((file) => (file.name === name ? { name, bytes: bytes.length, sha256 } : file));
      return JSON.stringify({ ...manifest, files });
    });
  }

  it('is checked by the program in it, without this one', async () => {
    const { code, said } = await verified();
    expect(said).toContain('OK');
    expect(said).toMatch(/\d+ entries hold and follow each other, positions 1 to \d+/);
    expect(code).toBe(0);
    expect(said).toContain('Entries that print a document: 3; with their terminal’s signature, which holds: 2');
    expect(said).toContain('NOT CHECKED, came here without their signature: T09 1');
    const fingerprint = /Key of the terminal: ([0-9a-f]{64})/.exec(said)?.[1] ?? '';
    expect((await verified('--terminal-key', fingerprint)).code).toBe(0);
    expect(await verified('--server-key', fingerprint)).toMatchObject({ code: 1, said: expect.stringContaining('server’s key') });
  });

  it('has the entries that are not sent yet, and nothing that a doctor wrote', () => {
    const entries = readFileSync(join(folder, 'entries.jsonl'), 'utf8');
    expect(entries).toContain('not sent yet');
    expect(entries).toContain('no-open-till');
    expect(entries).not.toContain('TOOTHACHE');
    expect(readFileSync(join(folder, 'entries.csv'), 'utf8')).toContain('exploreLog');
    expect(readFileSync(join(folder, 'README.txt'), 'utf8')).toContain('node verify.mjs');
  });

  it.each([
    'entries.jsonl',
    'entries.csv',
    'checkpoints.json',
    'chains.json',
    'keys.json',
    'README.txt',
    'verify.mjs',
    'leaves.txt',
  ])('names %s when a byte of it was changed', async (name) => {
    const path = join(folder, name);
    const bytes = readFileSync(path);
    if (bytes.length === 0) return;
    // A digit or letter in the middle, so that the file still reads as what it is.
    let at = Math.floor(bytes.length / 2);
    while (!/[0-9a-z]/.test(String.fromCharCode(bytes[at] ?? 0))) at += 1;
    bytes[at] = (bytes[at] ?? 0) === 0x31 ? 0x32 : 0x31;
    writeFileSync(path, bytes);
    const { code, said } = await verified();
    expect([code, said]).toEqual([1, expect.any(String)]);
    if (name !== 'verify.mjs') expect(said).toContain(name);
  });

  it('tells a changed manifest by its signature', async () => {
    edit('entries.jsonl', (text) => text.replace('no-open-till', 'no-open-tilt'));
    forge('entries.jsonl');
    expect(await verified()).toMatchObject({ code: 1, said: expect.stringContaining('manifest.json was changed') });
  });

  it('names a file that is missing', async () => {
    rmSync(join(folder, 'checkpoints.json'));
    expect(await verified()).toMatchObject({ code: 1, said: expect.stringContaining('checkpoints.json is missing') });
  });
});

it('tells a document that another key signed than its terminal’s, and one whose key is nowhere', async () => {
  const whole = one;
  const stranger = generateKeyPairSync('ed25519').privateKey;
  for (const [known, told] of [
    [[OTHER_TERMINAL], { code: 1, said: expect.stringContaining('the signature is not the terminal’s') }],
    [[], { code: 0, said: expect.stringContaining('NOT CHECKED, signed with a key that is not in keys.json: server/1 1') }],
  ] as const) {
    one = new OneTerminal('back-office', [MEENA], known);
    await one.startEnrolled();
    sessionId = await one.sessionOf(MEENA);
    const attempt = { userId: 'u', sessionId: 's', terminalId: 't', operation: 'recordPayment', code: 'no-open-till' };
    const change = attemptRefused.of({ ...attempt, subjectId: null, times: 1 });
    one.server.author([change], 'test', { number: 'R09/2627/000001', sign: (hash) => signHash(hash, stranger) });
    await one.terminal.syncOnce();
    await one.terminal.syncOnce();
    const folder = mkdtempSync(join(tmpdir(), 'counterfoil-archive-'));
    for (const [name, bytes] of Object.entries(unzipSync((await taken(WANTED)).file))) writeFileSync(join(folder, name), bytes);
    expect(await verifiedIn(folder)).toMatchObject(told);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    await one.terminal.close();
  }
  one = whole;
});
