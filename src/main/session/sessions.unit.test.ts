import { afterEach, describe, expect, it } from 'vitest';
import { userRevoked } from '#domain/staff/changes.ts';
import { argon2Passwords } from '#protocol/passwords.ts';
import { ASHA, DOCTOR, type FixtureUser, MEENA, OneTerminal, PASSWORD, RAVI } from '../../../tests/fixtures/one-terminal.ts';

const PATIENT = { phone: '98765 43210', name: 'Lakshmi Iyer', ageYears: 41, sex: 'female', doctorId: DOCTOR };
const MINUTE = 60_000;

let one: OneTerminal;
afterEach(() => one.terminal.close());

const refused = (code: string, details = {}) => ({ ok: false, refusal: { code, details: expect.objectContaining(details) } });
const register = (session: string) => one.terminal.execute(session, 'registerPatient', PATIENT);

async function reception(...users: FixtureUser[]) {
  one = new OneTerminal('reception', users);
  return one.startEnrolled();
}

describe('a login', () => {
  it('works offline, whatever the case of the login, and is logged', async () => {
    await reception(ASHA);
    const answer = await one.terminal.sessions.login({ login: ' Asha ', password: PASSWORD });
    expect(answer).toMatchObject({
      ok: true,
      result: { session: { userId: 'user-asha', roles: ['front-desk'], locked: false } },
    });
    expect(one.logged('login')).toMatchObject([{ type: 'session.opened.v1', body: { userId: 'user-asha' } }]);
  });

  it('is refused for a wrong password and an unknown login in the same words, and logged without what was typed', async () => {
    await reception(ASHA);
    expect(await one.login(ASHA, 'wrong')).toMatchObject(refused('login-refused'));
    expect(await one.terminal.sessions.login({ login: 'my password', password: 'x' })).toMatchObject(refused('login-refused'));
    const logged = one.logged('login');
    expect(logged.map(({ type, body }) => [type, body.userId])).toEqual([
      ['login.refused.v1', 'user-asha'],
      ['login.refused.v1', null],
    ]);
    expect(JSON.stringify(logged)).not.toContain('my password');
  });

  it('is for people whose role works here, and for cashiers at their own counter', async () => {
    await reception(ASHA, RAVI);
    expect(await one.login(RAVI)).toMatchObject(refused('role-not-for-terminal'));
    await one.terminal.close();
    one = new OneTerminal('cashier', [RAVI, { ...RAVI, id: 'user-tara', login: 'tara', here: false }]);
    await one.startEnrolled();
    expect(await one.login({ ...RAVI, login: 'tara' })).toMatchObject(refused('not-your-counter'));
    expect(await one.login(RAVI)).toMatchObject({ ok: true });
    expect(one.terminal.state().people.map(({ login }) => login)).toEqual(['ravi']);
  });

  it('with the right password where its person may not work is logged: it may be lent or stolen', async () => {
    await reception(ASHA, RAVI);
    await one.login(RAVI);
    one.server.author([userRevoked.of({ userId: ASHA.id, reason: 'left' } as Parameters<typeof userRevoked.of>[0])]);
    await one.terminal.syncOnce();
    await one.login(ASHA);
    expect(one.logged('login').map(({ type, body }) => [type, body])).toEqual([
      ['login.refused.v1', expect.objectContaining({ userId: RAVI.id, reason: 'role-not-for-terminal', wrongInARow: 0 })],
      ['login.refused.v1', expect.objectContaining({ userId: ASHA.id, reason: 'user-revoked', wrongInARow: 0 })],
    ]);
  });

  it('locks out after five wrong passwords, across a restart, a clock set on, and parallel guesses', async () => {
    await reception(ASHA);
    const guesses = await Promise.all(Array.from({ length: 8 }, () => one.login(ASHA, 'wrong')));
    expect(guesses.filter((guess) => !guess.ok && guess.refusal.code === 'login-refused')).toHaveLength(4);
    expect(guesses.at(-1)).toMatchObject(refused('locked-out', { waitMs: MINUTE }));
    expect(await one.login(ASHA)).toMatchObject(refused('locked-out'));
    one.time.wallMs += 24 * 60 * MINUTE;
    await one.restart();
    expect(await one.login(ASHA)).toMatchObject(refused('locked-out', { waitMs: MINUTE }));
    one.pass(MINUTE);
    expect(await one.login(ASHA)).toMatchObject({ ok: true });
    expect(one.logged('login').filter(({ type }) => type === 'login.refused.v1')).toHaveLength(10);
  });
});

describe('a first password', () => {
  it('must be changed before anything else', async () => {
    await reception({ ...ASHA, mustChangePassword: true });
    const session = await one.sessionOf(ASHA);
    expect(await register(session)).toMatchObject(refused('must-change-password'));
    expect(await one.terminal.query(session, 'patientSearch', { text: 'a' })).toMatchObject(refused('must-change-password'));
    const change = (current: string, next: string) => one.terminal.sessions.changePassword(session, { current, next });
    expect(await change('wrong', 'another password')).toMatchObject(refused('login-refused'));
    expect(await change(PASSWORD, 'short')).toMatchObject(refused('password-too-short'));
    expect(await change(PASSWORD, PASSWORD)).toMatchObject(refused('password-not-new'));
    expect(await change(PASSWORD, 'another password')).toMatchObject({ ok: true, result: { mustChangePassword: false } });
    expect(await register(session)).toMatchObject({ ok: true });
    expect(await one.login(ASHA)).toMatchObject(refused('login-refused'));
    expect(await one.login(ASHA, 'another password')).toMatchObject({ ok: true });
    expect(JSON.stringify(one.logged('changePassword').map(({ type }) => type))).toBe('["password.changed.v1"]');
  });
});

describe('a session', () => {
  it('locks itself after idle minutes and opens with the password', async () => {
    await reception(ASHA);
    const session = await one.sessionOf(ASHA);
    one.pass(9 * MINUTE);
    one.terminal.sessions.touch(session);
    one.pass(9 * MINUTE);
    expect(await register(session)).toMatchObject({ ok: true });
    one.pass(10 * MINUTE + 1);
    one.terminal.lockIfIdle();
    expect(one.told.at(-2)).toMatchObject({ kind: 'sync' });
    expect(one.told).toContainEqual(expect.objectContaining({ kind: 'session', reason: 'idle' }));
    one.terminal.sessions.touch(session);
    expect(await register(session)).toMatchObject(refused('session-locked'));
    expect(await one.terminal.sessions.unlock(session, 'wrong')).toMatchObject(refused('login-refused'));
    expect(await one.terminal.sessions.unlock(session, PASSWORD)).toMatchObject({ ok: true, result: { locked: false } });
    expect(await register(session)).toMatchObject({ ok: true });
  });

  it('is locked when somebody else logs in, and locks them when it is opened again', async () => {
    await reception(ASHA, MEENA);
    const asha = await one.sessionOf(ASHA);
    const meena = await one.sessionOf(MEENA);
    expect(one.terminal.sessions.state(asha)).toMatchObject({ locked: true });
    expect(await register(asha)).toMatchObject(refused('session-locked'));
    await one.terminal.sessions.unlock(asha, PASSWORD);
    expect(one.terminal.sessions.state(meena)).toMatchObject({ locked: true });
    await one.sessionOf(ASHA);
    expect(one.terminal.sessions.state(asha)).toBeNull();
  });

  it('comes back after the window was loaded again, and locked after a restart', async () => {
    await reception(ASHA);
    const login = await one.login(ASHA);
    const { token, session } = login.ok ? login.result : { token: '', session: null };
    expect(await one.terminal.sessions.resume(token)).toMatchObject({ ok: true, result: { sessionId: session?.sessionId } });
    await one.restart();
    expect(await one.terminal.sessions.resume(token)).toMatchObject({ ok: true, result: { locked: true } });
    one.terminal.sessions.logout(session?.sessionId ?? '');
    expect(await one.terminal.sessions.resume(token)).toMatchObject(refused('not-signed-in'));
    expect(await register(session?.sessionId ?? '')).toMatchObject(refused('not-signed-in'));
  });

  it('ends at the next contact after its person was revoked', async () => {
    await reception(ASHA);
    const session = await one.sessionOf(ASHA);
    one.server.author([userRevoked.of({ userId: ASHA.id, reason: 'left' } as Parameters<typeof userRevoked.of>[0])]);
    expect(await register(session)).toMatchObject({ ok: true });
    await one.terminal.syncOnce();
    expect(one.told).toContainEqual({ kind: 'session', session: null, reason: 'user-revoked' });
    expect(await register(session)).toMatchObject(refused('not-signed-in'));
    expect(await one.login(ASHA)).toMatchObject(refused('user-revoked'));
    expect(one.logged('logout')).toMatchObject([{ type: 'session.closed.v1', body: { reason: 'user-revoked' } }]);
  });
});

describe('passwords', () => {
  it('are kept as argon2id of at least 19 MiB, and only the right one holds', async () => {
    const verifier = await argon2Passwords.make('pässword\u0301 one');
    expect(verifier).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await argon2Passwords.holds(verifier, 'pässword\u0301 one'.normalize('NFD'))).toBe(true);
    expect(await argon2Passwords.holds(verifier, 'password one')).toBe(false);
    expect(await argon2Passwords.holds('not a verifier', 'x')).toBe(false);
  });
});
