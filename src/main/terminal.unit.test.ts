import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { terminalRevoked } from '#domain/terminals/changes.ts';
import { SyncRefused, Unreachable } from '#protocol/sync-messages.ts';
import { ASHA, COUNTER, DOCTOR, MEENA, OneTerminal, OWNER } from '../../tests/fixtures/one-terminal.ts';
import { WrongCertificate } from './sync/wrong-certificate.ts';

const PATIENT = { phone: '98765 43210', name: 'Lakshmi Iyer', ageYears: 41, sex: 'female', doctorId: DOCTOR };
const HOUR = 3_600_000;

let one: OneTerminal;
afterEach(() => one.terminal.close());

const refused = (code: string, details = {}) => ({ ok: false, refusal: { code, details: expect.objectContaining(details) } });

describe('a new data folder', () => {
  it('waits for an enrolment code, and works after it', async () => {
    one = new OneTerminal('reception', [ASHA]);
    const terminal = await one.start();
    expect(terminal.state()).toMatchObject({ phase: 'first-run', terminal: null });
    expect(await terminal.execute('s', 'registerPatient', PATIENT)).toMatchObject(refused('not-enrolled'));
    expect(await terminal.enrol(one.server.code())).toMatchObject({ ok: true });
    expect(terminal.state()).toMatchObject({
      phase: 'ready',
      problem: null,
      terminal: { code: 'T01', kind: 'reception', clinicName: 'Smile Dental', branchName: 'Main Road', counterName: 'Counter 1' },
      people: [{ login: 'asha' }],
      sync: { link: 'online', backlog: 0 },
    });
  });

  it('says why a code was refused, and tells the log once there is one', async () => {
    one = new OneTerminal('reception', [ASHA]);
    const terminal = await one.start();
    const attempts: [string, Error | null, string][] = [
      ['not a code', null, 'enrolment-code-unreadable'],
      [one.server.code(), new SyncRefused('enrolment-code-unknown', ''), 'enrolment-code-unknown'],
      [one.server.code(), new SyncRefused('enrolment-code-used', ''), 'enrolment-code-used'],
      [one.server.code(), new SyncRefused('enrolment-code-expired', ''), 'enrolment-code-expired'],
      [one.server.code(), new WrongCertificate(''), 'enrolment-wrong-certificate'],
      [one.server.code(), new Unreachable(''), 'server-unreachable'],
    ];
    for (const [code, failure, expected] of attempts) {
      one.server.failure = failure;
      expect(await terminal.enrol(code)).toMatchObject({ ok: false, refusal: { code: expected } });
    }
    one.server.failure = null;
    await terminal.enrol(one.server.code());
    expect(one.logged('refuseTerminal').map(({ body }) => body.reason)).toEqual(attempts.map(([, , expected]) => expected));
    expect(await terminal.enrol(one.server.code())).toMatchObject(refused('already-enrolled'));
    await one.restart();
    expect(one.logged('refuseTerminal')).toHaveLength(attempts.length + 1);
  });

  it('takes its snapshot again when it was killed before the last page', async () => {
    one = new OneTerminal('reception', [ASHA]);
    const terminal = await one.start();
    const link = one.server.link.bind(one.server);
    one.server.link = (...given) => {
      const whole = link(...given);
      return { ...whole, snapshot: () => Promise.reject(new Unreachable('cut')) };
    };
    expect(await terminal.enrol(one.server.code())).toMatchObject({ ok: true });
    expect(terminal.state()).toMatchObject({ phase: 'ready', people: [], sync: { link: 'offline' } });
    one.server.link = link;
    await one.restart();
    await one.terminal.syncOnce();
    expect(one.terminal.state().people).toHaveLength(1);
  });
});

describe('a data folder', () => {
  it('opens while somebody was still signed in, and syncs by itself', async () => {
    one = new OneTerminal('reception', [ASHA]);
    await one.startEnrolled();
    const sessionId = await one.sessionOf(ASHA);
    await one.terminal.close();
    await one.start({ manual: false });
    expect(one.terminal.state().phase).toBe('ready');
    expect(one.terminal.sessions.state(sessionId)).toMatchObject({ locked: true });
  });

  it('copied to another machine refuses, and says so in the log when it is back', async () => {
    one = new OneTerminal('reception', [ASHA]);
    await one.startEnrolled();
    one.machineId = 'machine-2';
    await one.restart();
    expect(one.terminal.state()).toMatchObject({ phase: 'refused', problem: 'machine-mismatch', terminal: null });
    expect(await one.terminal.execute('s', 'registerPatient', PATIENT)).toMatchObject(refused('machine-mismatch'));
    expect(await one.terminal.enrol(one.server.code())).toMatchObject(refused('machine-mismatch'));
    expect(() => one.terminal.store).toThrow();
    one.machineId = 'machine-1';
    await one.restart();
    expect(one.logged('refuseTerminal').map(({ body }) => body.reason)).toEqual(['machine-mismatch', 'machine-mismatch']);
  });

  it('copied to another machine tells the server, once each time it is opened there', async () => {
    one = new OneTerminal('reception', [ASHA]);
    await one.startEnrolled();
    const { machineHash: enrolledHash, terminalId, epoch } = JSON.parse(readFileSync(join(one.dataDir, 'identity.json'), 'utf8'));
    one.machineId = 'machine-2';
    await one.restart();
    await one.terminal.close();
    const told = { clinicId: one.server.clinicId, terminalId, epoch, enrolledHash };
    expect(one.server.refusalsHeard).toEqual([{ ...told, machineHash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(one.server.refusalsHeard[0]?.machineHash).not.toBe(enrolledHash);

    one.server.failure = new Unreachable('away');
    await one.restart();
    expect(one.terminal.state().problem).toBe('machine-mismatch');
    one.server.failure = null;
    one.machineId = 'machine-1';
    await one.restart();
    expect(one.terminal.state().phase).toBe('ready');
    expect(one.server.refusalsHeard).toHaveLength(1);
  });

  it('with another installation id written into it does not open either', async () => {
    one = new OneTerminal('reception', [ASHA]);
    await one.startEnrolled();
    await one.terminal.close();
    const file = join(one.dataDir, 'identity.json');
    const identity = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...identity, installationId: 'other' }));
    await one.start();
    expect(one.terminal.state().problem).toBe('machine-mismatch');
    writeFileSync(file, '{"v":1');
    await one.restart();
    expect(one.terminal.state().problem).toBe('identity-unreadable');
  });

  it('holds no key that can be read out of it', async () => {
    one = new OneTerminal('reception', [ASHA]);
    await one.startEnrolled();
    const copy = mkdtempSync(join(tmpdir(), 'counterfoil-copy-'));
    cpSync(one.dataDir, copy, { recursive: true });
    const identity = JSON.parse(readFileSync(join(copy, 'identity.json'), 'utf8'));
    // PKCS#8 of an Ed25519 key begins so in base64; the wrapped text must not.
    expect(Buffer.from(identity.key.text, 'base64').toString()).not.toContain('MC4CAQAwBQYDK2Vw');
  });
});

describe('an operation', () => {
  it('is recorded, shown and sent', async () => {
    one = new OneTerminal('reception', [ASHA]);
    const terminal = await one.startEnrolled();
    const session = await one.sessionOf(ASHA);
    one.told.length = 0;
    const answer = await terminal.execute(session, 'registerPatient', PATIENT);
    expect(answer).toMatchObject({ ok: true, result: { number: 'P01-000001' } });
    const changed = one.told.find(({ kind }) => kind === 'changed');
    expect(changed).toMatchObject({ records: [{ record: 'patient' }, { record: 'patient-series' }] });
    expect(await terminal.query(session, 'patientSearch', { text: '98765' })).toMatchObject({
      ok: true,
      result: [{ name: 'Lakshmi Iyer', phone: '9876543210' }],
    });
    expect(terminal.state().sync).toMatchObject({ link: 'behind', backlog: 2 });
    expect(await terminal.syncOnce()).toMatchObject({ outcome: 'done', sent: 2, folded: 2 });
    expect(one.server.entries).toHaveLength(2);
    expect(terminal.state().sync).toMatchObject({ link: 'online', backlog: 0 });
  });

  it('is refused for what was typed, who asks, where, and what there is', async () => {
    one = new OneTerminal('reception', [ASHA, MEENA]);
    const terminal = await one.startEnrolled();
    const asha = await one.sessionOf(ASHA);
    const ask = (session: string | null, name: string, input: unknown) => terminal.execute(session, name, input);
    expect(await ask(asha, 'registerPatient', { ...PATIENT, phone: 'none' })).toMatchObject(
      refused('invalid-input', { where: 'phone' }),
    );
    expect(await ask(asha, 'registerPatient', null)).toMatchObject(refused('invalid-input'));
    expect(await ask(asha, 'registerPatient', { ...PATIENT, doctorId: 'nobody' })).toMatchObject(refused('doctor-unknown'));
    expect(await ask(null, 'registerPatient', PATIENT)).toMatchObject(refused('not-signed-in'));
    expect(await ask('guess', 'registerPatient', PATIENT)).toMatchObject(refused('not-signed-in'));
    expect(await ask(asha, 'deleteEverything', {})).toMatchObject(refused('unknown-operation'));
    expect(await terminal.query(asha, 'everything', {})).toMatchObject(refused('unknown-query'));
    expect(terminal.exploreLog(asha, { limit: 10 })).toMatchObject(refused('role-not-allowed'));
    expect(terminal.store.head().seq).toBe(1);
  });

  it('cannot set a password past the session', async () => {
    one = new OneTerminal('reception', [ASHA]);
    const terminal = await one.startEnrolled();
    const session = await one.sessionOf(ASHA);
    const verifier = '$argon2id$quick$mine';
    expect(await terminal.execute(session, 'changePassword', { verifier })).toMatchObject(refused('unknown-operation'));
  });
});

describe('a terminal the server refuses', () => {
  it('ends work at once, keeps refusing after a restart, and logs it once', async () => {
    one = new OneTerminal('reception', [ASHA]);
    const terminal = await one.startEnrolled();
    const session = await one.sessionOf(ASHA);
    one.server.failure = new SyncRefused('terminal-revoked', '');
    expect(await terminal.syncOnce()).toMatchObject({ outcome: 'stopped', problem: 'terminal-revoked' });
    await terminal.syncOnce();
    expect(terminal.state()).toMatchObject({ phase: 'refused', problem: 'terminal-revoked', sync: { link: 'stopped' } });
    expect(await terminal.execute(session, 'registerPatient', PATIENT)).toMatchObject(refused('terminal-revoked'));
    expect(one.told).toContainEqual({ kind: 'session', session: null, reason: 'terminal-revoked' });
    expect(one.logged('refuseTerminal')).toMatchObject([{ body: { reason: 'terminal-revoked' } }]);
    await one.restart();
    expect(one.terminal.state().phase).toBe('refused');
    expect(await one.login(ASHA)).toMatchObject(refused('terminal-revoked'));
  });

  it('is barred as soon as it hears of its own revocation in the feed', async () => {
    one = new OneTerminal('reception', [ASHA]);
    const terminal = await one.startEnrolled();
    const terminalId = terminal.state().terminal?.id ?? '';
    one.server.author([terminalRevoked.of({ terminalId, counterId: COUNTER, reason: 'stolen' })]);
    await terminal.syncOnce();
    expect(terminal.state()).toMatchObject({ phase: 'refused', problem: 'terminal-revoked' });
  });

  it('goes on with care when the certificate is wrong, and says so', async () => {
    one = new OneTerminal('reception', [ASHA]);
    const terminal = await one.startEnrolled();
    const session = await one.sessionOf(ASHA);
    one.server.failure = new WrongCertificate('');
    await terminal.syncOnce();
    expect(terminal.state()).toMatchObject({ phase: 'ready', sync: { link: 'stopped', problem: 'wrong-server-certificate' } });
    expect(await terminal.execute(session, 'registerPatient', PATIENT)).toMatchObject({ ok: true });
    expect(one.logged('refuseTerminal')).toMatchObject([{ body: { reason: 'wrong-server-certificate' } }]);
    one.server.failure = null;
    expect(await terminal.syncOnce()).toMatchObject({ outcome: 'done' });
    expect(terminal.state().sync).toMatchObject({ link: 'online', problem: null });
  });
});

describe('a server restored from an older backup', () => {
  it('is given back what it lost', async () => {
    one = new OneTerminal('reception', [ASHA]);
    const terminal = await one.startEnrolled();
    const session = await one.sessionOf(ASHA);
    for (const name of ['Lakshmi Iyer', 'Ravi Kumar', 'Sita Devi']) {
      await terminal.execute(session, 'registerPatient', { ...PATIENT, name });
      await terminal.syncOnce();
    }
    one.server.restore(2, 'epoch-2');
    await terminal.execute(session, 'registerPatient', { ...PATIENT, name: 'Gopal Das' });
    expect(await terminal.syncOnce()).toMatchObject({ outcome: 'done' });
    await terminal.syncOnce();
    expect(one.server.entries).toHaveLength(terminal.store.head().seq);
    expect(terminal.state().sync).toMatchObject({ link: 'online', backlog: 0 });
    expect(one.logged('refuseTerminal')).toMatchObject([{ body: { reason: 'server-restored' } }]);
    const found = await terminal.query(session, 'patientSearch', { text: '98765' });
    expect(found).toMatchObject({ ok: true, result: expect.objectContaining({ length: 4 }) });
  });
});

describe('a read of a patient', () => {
  it('is logged before it is answered, once in ten minutes for a session, patient and query', async () => {
    one = new OneTerminal('reception', [ASHA, MEENA]);
    const terminal = await one.startEnrolled();
    const asha = await one.sessionOf(ASHA);
    const made = await terminal.execute(asha, 'registerPatient', PATIENT);
    const patientId = made.ok ? (made.result as { patientId: string }).patientId : '';
    const read = (session: string) => terminal.query(session, 'patientProfile', { patientId });
    expect(await read(asha)).toMatchObject({ ok: true, result: { patient: { name: 'Lakshmi Iyer' } } });
    one.pass(9 * 60_000);
    terminal.sessions.touch(asha);
    await read(asha);
    expect(one.logged('readPatient')).toMatchObject([{ type: 'patient.read.v1', body: { patientId, query: 'patientProfile' } }]);
    one.pass(60_000);
    await read(asha);
    expect(one.logged('readPatient')).toHaveLength(2);
    await read(await one.sessionOf(MEENA));
    expect(one.logged('readPatient')).toHaveLength(3);
    expect(await read('guess')).toMatchObject(refused('not-signed-in'));
    expect(one.logged('readPatient')).toHaveLength(3);
  });

  it('of the log itself is logged too, once per look', async () => {
    one = new OneTerminal('back-office', [MEENA]);
    const terminal = await one.startEnrolled();
    const meena = await one.sessionOf(MEENA);
    // Entries of one millisecond stand in no particular order.
    one.pass(1);
    const look = terminal.exploreLog(meena, { actorId: MEENA.id, limit: 10 });
    expect(look).toMatchObject({
      ok: true,
      result: [{ header: { operation: 'exploreLog' } }, { header: { operation: 'login' } }],
    });
    const before = { recordedAtMs: one.time.wallMs, hash: 'f'.repeat(64) };
    terminal.exploreLog(meena, { actorId: MEENA.id, limit: 10, before });
    expect(one.logged('exploreLog')).toHaveLength(1);
  });
});

describe('a clock that is wrong', () => {
  it('does not carry the work into another date while the server’s time is known, and is said', async () => {
    one = new OneTerminal('cashier', [OWNER]);
    const terminal = await one.startEnrolled();
    await terminal.syncOnce();
    const { businessDate } = terminal.state();
    const serverMs = one.time.wallMs;
    one.server.nowMs = () => serverMs;
    one.time.wallMs += 24 * HOUR;
    await terminal.syncOnce();
    expect(terminal.state()).toMatchObject({ businessDate, sync: { clockAheadMs: 24 * HOUR } });
  });
});

describe('the lease', () => {
  it('is shown, and setting the clock back does not stretch it', async () => {
    one = new OneTerminal('cashier', [OWNER]);
    const terminal = await one.startEnrolled();
    expect(terminal.state().sync.leaseExpired).toBe(false);
    one.pass(73 * HOUR);
    expect(terminal.state().sync.leaseExpired).toBe(true);
    one.time.wallMs -= 70 * HOUR;
    expect(terminal.state().sync.leaseExpired).toBe(true);
    await terminal.syncOnce();
    expect(terminal.state().sync.leaseExpired).toBe(false);
  });
});
