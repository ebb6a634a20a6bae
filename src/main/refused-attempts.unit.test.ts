import { afterEach, describe, expect, it } from 'vitest';
import { house } from '#domain/registry.ts';
import { ASHA, OneTerminal, RAVI } from '../../tests/fixtures/one-terminal.ts';
import { type RefusedAttempt, RefusedAttempts } from './refused-attempts.ts';

const HOUR = 3_600_000;
const refusedWith = (code: string) => ({ ok: false as const, refusal: { refused: true as const, code, details: {} } });

function attempts() {
  const time = { ms: 0 };
  const logged: RefusedAttempt[] = [];
  return {
    time,
    logged,
    attempts: new RefusedAttempts(
      house,
      () => time.ms,
      (one) => logged.push(one),
    ),
  };
}

describe('refused attempts', () => {
  it('are those about money, to void or to backdate something, and those nobody there has a right to', () => {
    const { attempts: some, logged } = attempts();
    some.note('s', 'recordPayment', { invoiceId: 'invoice' }, refusedWith('already-paid'));
    some.note('s', 'registerPatient', {}, refusedWith('patient-exists'));
    some.note('s', 'registerPatient', {}, refusedWith('role-not-allowed'));
    some.note('s', 'recordPayment', {}, refusedWith('disk-full'));
    some.note('s', 'recordPayment', {}, { ok: true, result: null });
    some.note(null, 'recordPayment', {}, refusedWith('not-signed-in'));
    some.note('s', 'cancelVisit', { visitId: 'billed' }, refusedWith('visit-state'));
    some.note('s', 'completeVisit', { visitId: 'billed' }, refusedWith('visit-state'));
    some.note('s', 'setPrice', { serviceId: 'service' }, refusedWith('begins-in-past'));
    some.note('s', 'setPrice', { serviceId: 'service' }, refusedWith('price-reason-needed'));
    expect(logged).toEqual([
      { sessionId: 's', operation: 'recordPayment', code: 'already-paid', subjectId: 'invoice', times: 1 },
      { sessionId: 's', operation: 'registerPatient', code: 'role-not-allowed', subjectId: null, times: 1 },
      { sessionId: 's', operation: 'cancelVisit', code: 'visit-state', subjectId: 'billed', times: 1 },
      { sessionId: 's', operation: 'setPrice', code: 'begins-in-past', subjectId: 'service', times: 1 },
    ]);
  });

  it('cannot fill the disk, and none is forgotten: after twenty in an hour each doubling is logged', () => {
    const { attempts: some, logged, time } = attempts();
    for (let count = 0; count < 10_000; count++) some.note('s', 'recordPayment', {}, refusedWith('no-open-till'));
    expect(logged.map(({ times }) => times)).toEqual([...Array(20).fill(1), 20, 40, 80, 160, 320, 640, 1280, 2560]);
    time.ms += HOUR;
    some.note('s', 'recordPayment', {}, refusedWith('no-open-till'));
    expect(logged.reduce((sum, { times }) => sum + times, 0)).toBe(10_001);
    some.note('other', 'recordPayment', {}, refusedWith('no-open-till'));
    expect(logged.at(-1)).toMatchObject({ sessionId: 'other', times: 1 });
  });
});

describe('a terminal', () => {
  let one: OneTerminal;
  afterEach(() => one.terminal.close());

  it('logs what a cashier tried and was refused', async () => {
    one = new OneTerminal('cashier', [RAVI]);
    const terminal = await one.startEnrolled();
    const sessionId = await one.sessionOf(RAVI);
    const payment = { invoiceId: 'invoice', tenders: [{ kind: 'upi', amountMinor: 5, reference: 'x' }], attemptId: 'attempt-1' };
    expect(await terminal.execute(sessionId, 'recordPayment', payment)).toMatchObject({ ok: false });
    expect(one.logged('refuseAttempt')).toMatchObject([
      { type: 'attempt.refused.v1', body: { userId: RAVI.id, operation: 'recordPayment', code: 'no-open-till', times: 1 } },
    ]);
  });

  it('logs what somebody reached for who has no right to it', async () => {
    one = new OneTerminal('reception', [ASHA]);
    const terminal = await one.startEnrolled();
    const sessionId = await one.sessionOf(ASHA);
    expect(await terminal.execute(sessionId, 'openTill', { openingFloatMinor: 0 })).toMatchObject({ ok: false });
    expect(one.logged('refuseAttempt')).toMatchObject([{ body: { operation: 'openTill', code: 'role-not-allowed' } }]);
  });
});
