import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { access } from '#domain/registry.ts';
import { publicKeyFrom, readHeader, verifyHash } from '#protocol/entry.ts';
import { Clinic, type Counter, login } from './clinic.ts';

const clinic = new Clinic();
let doctorId: string;

beforeAll(async () => {
  await clinic.start();
  const doctors = await clinic.admin.inClinic(clinic.planned.clinicId)('doctorsList', {});
  doctorId = doctors[0]?.id ?? '';
});
afterAll(() => clinic.close());

const refused = (code: string) => ({ ok: false, refusal: { code } });
const patient = (name: string, phone = '9876543210') => ({ name, phone, ageYears: 41, sex: 'female', doctorId });

async function names({ terminal }: Counter, session: string, text: string): Promise<string[]> {
  const answer = await terminal.query(session, 'patientSearch', { text });
  return answer.ok ? (answer.result as { name: string }[]).map(({ name }) => name).sort() : [answer.refusal.code];
}

const soon = { timeout: 10_000, interval: 50 };

describe('two terminals and a server over real sockets', () => {
  it('show each other what happens at once, and catch up after the network was cut', async () => {
    const [reception, cash] = [await clinic.enrolled('Reception'), await clinic.enrolled('Cash')];
    const [asha, ravi] = [await login(reception, 'asha'), await login(cash, 'ravi')];
    expect(await reception.terminal.execute(asha, 'registerPatient', patient('Lakshmi Iyer'))).toMatchObject({ ok: true });
    await vi.waitFor(async () => expect(await names(cash, ravi, '98765')).toEqual(['Lakshmi Iyer']), soon);

    await vi.waitFor(() => expect(reception.terminal.state().sync).toMatchObject({ backlog: 0 }), soon);
    reception.network.cut();
    for (const name of ['Sita Devi', 'Gopal Das']) await reception.terminal.execute(asha, 'registerPatient', patient(name));
    await vi.waitFor(() => expect(reception.terminal.state().sync).toMatchObject({ link: 'offline', backlog: 2 }), soon);
    expect(await names(reception, asha, '98765')).toEqual(['Gopal Das', 'Lakshmi Iyer', 'Sita Devi']);
    expect(await names(cash, ravi, '98765')).toEqual(['Lakshmi Iyer']);

    reception.network.mend();
    await vi.waitFor(async () => expect(await names(cash, ravi, '98765')).toHaveLength(3), { ...soon, timeout: 40_000 });
    await vi.waitFor(() => expect(reception.terminal.state().sync).toMatchObject({ link: 'online', backlog: 0 }), soon);
    expect(reception.terminal.store.position()).toBeGreaterThan(0);
    await vi.waitFor(
      () => expect(cash.terminal.store.checkpoint()?.root).toBe(reception.terminal.store.checkpoint()?.root),
      soon,
    );
  });

  it('keep the signature under each other’s documents, for whoever checks a copy of the log', async () => {
    const office = await clinic.enrolled('Office');
    const [reception, cash] = [await clinic.enrolled('Reception'), await clinic.enrolled('Cash')];
    const [asha, ravi] = [await login(reception, 'asha'), await login(cash, 'ravi')];
    const registered = await reception.terminal.execute(asha, 'registerPatient', patient('Usha Rao', '9876500000'));
    const { patientId } = (registered.ok ? registered.result : {}) as { patientId: string };
    await vi.waitFor(async () => expect(await names(cash, ravi, '98765000')).toEqual(['Usha Rao']), soon);
    expect(await cash.terminal.execute(ravi, 'openTill', { openingFloatMinor: 0 })).toMatchObject({ ok: true });
    const tenders = [{ kind: 'cash', amountMinor: 10_000, tenderedMinor: 10_000 }];
    const deposit = { patientId, tenders, purpose: 'deposit', note: '', attemptId: 'attempt-1' };
    expect(await cash.terminal.execute(ravi, 'receiveAdvance', deposit)).toMatchObject({ ok: true });
    const { reader } = office.terminal.store;
    const document = () =>
      [...office.terminal.store.trail().after(0)].find(({ entry }) => entry && readHeader(entry.header).documentNumber !== null);
    await vi.waitFor(() => expect(document()?.entry).toBeTruthy(), soon);
    const { hash = '', signature = '', header = '' } = document()?.entry ?? {};
    const { terminalId } = readHeader(header);
    const key = access.terminalKeys(reader).find(({ id }) => id === terminalId)?.publicKey ?? '';
    expect(verifyHash(hash, signature ?? '', publicKeyFrom(key))).toBe(true);
  });

  it('hear of a revoked person at once, and decide centrally only with the server', async () => {
    const office = await clinic.enrolled('Office');
    const room = await clinic.enrolled('Room');
    const [meena, rao] = [await login(office, 'meena'), await login(room, 'rao')];
    const users = await office.terminal.query(meena, 'usersList', {});
    const userId = users.ok ? (users.result as { id: string; login: string }[]).find((one) => one.login === 'rao')?.id : '';
    office.network.cut();
    const revoke = () => office.terminal.execute(meena, 'revokeUser', { userId, reason: 'left' });
    expect(await revoke()).toMatchObject(refused('server-unreachable'));
    office.network.mend();
    expect(await revoke()).toMatchObject({ ok: true });
    // The answer is in the office's own records as soon as it is given.
    const after = await office.terminal.query(meena, 'usersList', {});
    expect(after.ok && (after.result as { id: string; state: string }[]).find(({ id }) => id === userId)?.state).toBe('REVOKED');
    const ended = expect.objectContaining({ kind: 'session', session: null, reason: 'user-revoked' });
    await vi.waitFor(() => expect(room.told).toContainEqual(ended), soon);
    expect(await room.terminal.query(rao, 'patientSearch', { text: 'a' })).toMatchObject(refused('not-signed-in'));
  });

  it('take a new password at the back office only as its verifier', async () => {
    const office = await clinic.enrolled('Office');
    const meena = await login(office, 'meena');
    const made = await office.terminal.execute(meena, 'createUser', {
      ...{ login: 'tara', name: 'Tara', roles: ['front-desk'], counterIds: [], doctorId: null },
      password: 'a first password',
    });
    expect(made).toMatchObject({ ok: true });
    const entries = JSON.stringify(office.terminal.store.log({ limit: 200 }));
    expect(entries).not.toContain('a first password');
    const reception = await clinic.enrolled('Reception');
    const answer = await reception.terminal.sessions.login({ login: 'tara', password: 'a first password' });
    expect(answer).toMatchObject({ ok: true, result: { session: { mustChangePassword: true } } });
  });
});

describe('enrolment over real sockets', () => {
  it('refuses used, unknown and mistyped codes, and a server with another certificate', async () => {
    const { terminal, network } = await clinic.newTerminal('Reception');
    const code = await clinic.codeFor('Reception', network);
    const other = await clinic.newTerminal('Reception');
    expect(await other.terminal.enrol(code)).toMatchObject({ ok: true });
    expect(await terminal.enrol(code)).toMatchObject(refused('enrolment-code-used'));
    expect(await terminal.enrol(`${code.slice(0, -3)}AAA`)).toMatchObject(refused('enrolment-code-unreadable'));
    const { enrolmentCodeText, newEnrolmentSecret, readEnrolmentCode } = await import('#protocol/enrolment-code.ts');
    const read = readEnrolmentCode(code);
    if ('refused' in read) throw new Error(read.code);
    const unknown = enrolmentCodeText({ ...read, secret: newEnrolmentSecret(clinic.planned.clinicId) });
    expect(await terminal.enrol(unknown)).toMatchObject(refused('enrolment-code-unknown'));
    const forged = enrolmentCodeText({ ...read, fingerprint: 'a'.repeat(64) });
    expect(await terminal.enrol(forged)).toMatchObject(refused('enrolment-wrong-certificate'));
    expect(terminal.state().phase).toBe('first-run');
  });

  it('ends when the terminal is revoked, and the office sees that it still tried', async () => {
    const office = await clinic.enrolled('Office');
    const reception = await clinic.enrolled('Reception');
    const terminalId = reception.terminal.state().terminal?.id ?? '';
    const asha = await login(reception, 'asha');
    const owner = await login(office, 'owner');
    await vi.waitFor(() => expect(reception.terminal.state().sync.backlog).toBe(0), soon);
    expect(await office.terminal.execute(owner, 'revokeTerminal', { terminalId, reason: 'stolen' })).toMatchObject({ ok: true });
    await vi.waitFor(
      () => expect(reception.terminal.state()).toMatchObject({ phase: 'refused', problem: 'terminal-revoked' }),
      soon,
    );
    expect(await reception.terminal.execute(asha, 'registerPatient', patient('Nobody'))).toMatchObject(
      refused('terminal-revoked'),
    );
    await reception.terminal.syncOnce();
    const said = () => {
      const log = office.terminal.exploreLog(owner, { subject: terminalId, limit: 50 });
      return log.ok ? log.result.map(({ header }) => header.operation) : [];
    };
    await vi.waitFor(() => expect(said()).toContain('refuseTerminal'), soon);
  });
});

describe('a server that goes and comes back', () => {
  it('is found again at its address, and given what was recorded meanwhile', async () => {
    const reception = await clinic.enrolled('Reception');
    const asha = await login(reception, 'asha');
    const port = Number(new URL(clinic.server.address).port);
    await clinic.stopServer();
    await reception.terminal.execute(asha, 'registerPatient', patient('Meanwhile', '9000000001'));
    await vi.waitFor(() => expect(reception.terminal.state().sync.link).toBe('offline'), soon);
    await clinic.startServer(port);
    await vi.waitFor(() => expect(reception.terminal.state().sync).toMatchObject({ link: 'online', backlog: 0 }), {
      ...soon,
      timeout: 40_000,
    });
  });
});
