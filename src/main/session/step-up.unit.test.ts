import { afterEach, describe, expect, it } from 'vitest';
import { type Approval, approval } from '#domain/approvals/approval.ts';
import { type FixtureUser, MEENA, OneTerminal, PASSWORD, RAVI } from '../../../tests/fixtures/one-terminal.ts';

const MINUTE = 60_000;
const NEW = 'a password of her own';
const COURIER = { amountMinor: 90_000, category: 'courier', payee: 'Blue Dart', slip: null, reason: 'Six parcels' };
/** A manager whose account was made by a program that made no keys. */
const KEYLESS: FixtureUser = { id: 'user-kiran', login: 'kiran', roles: ['manager'] };
const NEWCOMER: FixtureUser = { id: 'user-nila', login: 'nila', roles: ['manager'], mustChangePassword: true };

let one: OneTerminal;
afterEach(() => one.terminal.close());

const refused = (code: string) => ({ ok: false, refusal: { code } });
const run = (session: string, operation: string, input: unknown) => one.terminal.execute(session, operation, input);

/** A cashier's terminal, where a manager has set a password of her own. */
async function counter() {
  one = new OneTerminal('cashier', [RAVI, MEENA, KEYLESS, NEWCOMER]);
  await one.startEnrolled();
  await ownPassword(MEENA);
}

async function ownPassword(person: FixtureUser) {
  const session = await one.sessionOf(person);
  const changed = await one.terminal.sessions.changePassword(session, { current: PASSWORD, next: NEW });
  expect(changed).toMatchObject({ ok: true });
  one.terminal.sessions.logout(session);
}

/** What a manager types over the session for what the cashier has just asked for. */
async function requested(ravi: string) {
  expect(await run(ravi, 'openTill', { openingFloatMinor: 500_000 })).toMatchObject({ ok: true });
  const asked = await run(ravi, 'requestPayOut', COURIER);
  if (!asked.ok) throw new Error(asked.refusal.code);
  const { approvalId, request } = asked.result as { approvalId: string; request: string };
  const typed = { approvalId, request, kind: 'paid-out', decision: 'approved', reason: '', login: 'meena', password: NEW };
  return { approvalId, request, typed };
}

/** A cashier at work whose request waits. */
async function given() {
  await counter();
  const ravi = await one.sessionOf(RAVI);
  return { ravi, ...(await requested(ravi)) };
}

const stands = (id: string): Approval | undefined => one.terminal.store.reader.get(approval, id);

describe('a manager over the cashier’s session', () => {
  it('approves offline with login and password, and what was approved can then be done', async () => {
    const { ravi, approvalId, request, typed } = await given();
    expect(await run(ravi, 'payOut', { ...COURIER, attemptId: 'attempt-1' })).toMatchObject(refused('approval-needed'));
    expect(await run(ravi, 'decideApproval', typed)).toMatchObject({ ok: true, result: { approverName: 'meena' } });
    expect(stands(approvalId)).toMatchObject({ state: 'APPROVED', approverId: MEENA.id, sameSession: true });
    // The cashier is still who works here.
    expect(one.terminal.sessions.state(ravi)).toMatchObject({ userId: RAVI.id, locked: false });
    const approvalUse = { approvalId, request };
    expect(await run(ravi, 'payOut', { ...COURIER, attemptId: 'attempt-1', approval: approvalUse })).toMatchObject({ ok: true });
    expect(stands(approvalId)).toMatchObject({ state: 'SPENT' });
    expect(JSON.stringify(one.logged('decideApproval'))).not.toContain(NEW);
  });

  it('is refused for a wrong password and an unknown login, which is counted and logged like any login', async () => {
    const { ravi, approvalId, typed } = await given();
    for (const wrong of [{ password: 'wrong' }, { login: 'nobody' }])
      expect(await run(ravi, 'decideApproval', { ...typed, ...wrong })).toMatchObject(refused('login-refused'));
    expect(one.logged('stepUp').map(({ type, body }) => [type, body.userId, body.wrongInARow])).toEqual([
      ['login.refused.v1', MEENA.id, 1],
      ['login.refused.v1', null, 1],
    ]);
    for (let tries = 2; tries <= 5; tries++) await run(ravi, 'decideApproval', { ...typed, password: 'wrong' });
    expect(await run(ravi, 'decideApproval', typed)).toMatchObject(refused('locked-out'));
    // It is one count: who guesses at a step-up does not begin anew at the login.
    expect(await one.login(MEENA, NEW)).toMatchObject(refused('locked-out'));
    expect(stands(approvalId)).toMatchObject({ state: 'REQUESTED' });
    one.pass(MINUTE + 1);
    expect(await run(ravi, 'decideApproval', typed)).toMatchObject({ ok: true });
  });

  it('is refused without a key, with a first password, to the cashier, and to whoever approves nothing', async () => {
    const { ravi, approvalId, typed } = await given();
    const as = (login: string, password = PASSWORD) => run(ravi, 'decideApproval', { ...typed, login, password });
    expect(await as('kiran')).toMatchObject(refused('no-approval-key'));
    expect(await as('nila')).toMatchObject(refused('must-change-password'));
    expect(await as('ravi')).toMatchObject(refused('no-approval-key'));
    await one.terminal.sessions.changePassword(ravi, { current: PASSWORD, next: NEW });
    expect(await as('ravi', NEW)).toMatchObject(refused('signer-role-not-allowed'));
    expect(stands(approvalId)).toMatchObject({ state: 'REQUESTED' });
  });

  it('is nobody whom a window names: it can bring neither a signer nor a signature', async () => {
    const { ravi, approvalId, typed } = await given();
    const { login: _, password: __, ...said } = typed;
    const forged = { ...said, signerId: MEENA.id, signature: `${'A'.repeat(86)}==` };
    expect(await run(ravi, 'decideApproval', forged)).toMatchObject(refused('invalid-input'));
    const both = { ...forged, login: 'ravi', password: PASSWORD };
    expect(await run(ravi, 'decideApproval', both)).toMatchObject(refused('no-approval-key'));
    expect(await run(ravi, 'decideApproval', { ...typed, request: 5 })).toMatchObject(refused('invalid-input'));
    expect(await run('guess', 'decideApproval', typed)).toMatchObject(refused('not-signed-in'));
    expect(stands(approvalId)).toMatchObject({ state: 'REQUESTED' });
  });

  it('is refused where what they were shown is not what was asked', async () => {
    const { ravi, typed, request } = await given();
    const other = { ...typed, request: request.replace('90000', '10000') };
    expect(await run(ravi, 'decideApproval', other)).toMatchObject(refused('request-differs'));
  });

  it('is practised in training as it would be in earnest', async () => {
    await counter();
    await ownPassword(RAVI);
    const login = async (user: FixtureUser) => {
      const answer = await one.login(user, NEW);
      if (!answer.ok) throw new Error(answer.refusal.code);
      return answer.result.session.sessionId;
    };
    expect(await run(await login(MEENA), 'beginTraining', { reason: 'Ravi learns' })).toMatchObject({ ok: true });
    const learner = await login(RAVI);
    const { approvalId, typed } = await requested(learner);
    const own = await run(learner, 'decideApproval', { ...typed, login: 'ravi' });
    expect(own).toMatchObject(refused('signer-role-not-allowed'));
    expect(await run(learner, 'decideApproval', typed)).toMatchObject({ ok: true });
    expect(stands(approvalId)).toBeUndefined();
  });
});
