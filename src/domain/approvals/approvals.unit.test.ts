import { describe, expect, it } from 'vitest';
import { approved, decisionOn } from '../../../tests/fixtures/approvals.ts';
import { type PayingClinic, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { house } from '../registry.ts';
import { requestPayOut } from '../tills/pay-out.ts';
import { approval } from './approval.ts';
import { approvalState } from './approval-state.ts';
import { decidedApprovals, pendingApprovals } from './pending-approvals.ts';
import { agreesWithText, canonicalText, factsOfRequest, requestText } from './request-text.ts';

const HOUR = 60 * 60_000;
const COURIER = { category: 'courier', payee: 'Blue Dart', slip: null, reason: 'Six parcels' } as const;

/** A cashier with an open till, and a request of theirs for more than they may pay out alone. */
function given() {
  const clinic = payingClinic();
  clinic.openTill(clinic.cashier, 500_000);
  return { ...clinic, ask: (more: object = {}) => asked(clinic, more) };
}

function asked({ world, cashier }: PayingClinic, more: object = {}): string {
  const paid = { amountMinor: 90_000, ...COURIER, ...more };
  return world.done(cashier, 'requestPayOut', paid).approvalId;
}

const paying = (attemptId: string, more: object = {}) => ({ amountMinor: 90_000, ...COURIER, payeeId: null, attemptId, ...more });

describe('the text of a request', () => {
  it('is the same for the same facts, in whatever order they are said', () => {
    const one = requestText('refund', { b: 1, a: { d: null, c: 'x' }, e: [1, 2] });
    expect(one).toBe(requestText('refund', { e: [1, 2], a: { c: 'x', d: null }, b: 1 }));
    expect(one).toBe('{"facts":{"a":{"c":"x","d":null},"b":1,"e":[1,2]},"kind":"refund"}');
    expect(requestText('refund', { amountMinor: 100 })).not.toBe(requestText('refund', { amountMinor: 101 }));
    expect(requestText('refund', { amountMinor: 100 })).not.toBe(requestText('waiver', { amountMinor: 100 }));
    expect(canonicalText({ b: 'ä"\n', '€': true })).toBe('{"b":"ä\\"\\n","€":true}');
  });

  it('agrees with what is said of it beside the text, or is no request', () => {
    const request = requestText('refund', { amountMinor: 100, payeeId: 'u1', reason: 'Not done' });
    const said = { kind: 'refund', request, amountMinor: 100, patientId: 'p', payeeId: 'u1', reason: 'Not done' } as const;
    expect(agreesWithText(said)).toBe(true);
    for (const other of [{ amountMinor: 1 }, { payeeId: null }, { reason: 'x' }, { kind: 'waiver' as const }, { request: '{}' }])
      expect(agreesWithText({ ...said, ...other })).toBe(false);
    const { world, cashier } = payingClinic();
    const body = { ...said, payeeId: null, approvalId: 'a', subjectId: 's', patientName: null, requesterName: 'c' };
    const asked = { type: 'approval.requested.v1', body };
    expect(world.write([asked], world.entryOf(cashier))?.code).toBe('request-differs');
  });

  it('can be read back for whoever decides, and is nothing where it is no request', () => {
    expect(factsOfRequest(requestText('refund', { amountMinor: 100 }))).toEqual({ amountMinor: 100 });
    for (const text of ['', '[]', 'null', '{"facts":1}', '{']) expect(factsOfRequest(text)).toBeUndefined();
  });
});

describe('an approval', () => {
  it('goes from asked to approved to spent, and is spent once', () => {
    const { world, cashier, backOffice, ask } = given();
    const approvalId = ask();
    expect(world.get(approval, approvalId)).toMatchObject({ state: 'REQUESTED', requesterId: cashier.actor.userId });
    const use = approved(world, approvalId, backOffice);
    expect(world.get(approval, approvalId)).toMatchObject({
      ...{ state: 'APPROVED', approverName: 'manager back-office', answer: 'seen', sameSession: false, sameTerminal: false },
    });
    world.done(cashier, 'payOut', paying('attempt-1', { approval: use }));
    expect(world.get(approval, approvalId)).toMatchObject({ state: 'SPENT', spentAtMs: world.nowMs });
    expect(world.get(approval, approvalId).spentBy).toContain(cashier.place.terminalId);
    expect(world.refused(cashier, 'payOut', paying('attempt-2', { approval: use }))).toBe('approval-spent');
  });

  it('may be typed over the requester’s own session, which is then noted', () => {
    const { world, cashier, backOffice, ask } = given();
    const approvalId = ask();
    approved(world, approvalId, backOffice, cashier);
    expect(world.get(approval, approvalId)).toMatchObject({ sameSession: true, sameTerminal: true, state: 'APPROVED' });
  });

  it('covers exactly what was asked: nothing may be changed between asking, approving and doing', () => {
    const { world, cashier, backOffice, ask } = given();
    const approvalId = ask();
    const more = requestText('paid-out', { amountMinor: 900_000 });
    const decision = decisionOn(world, approvalId, backOffice);
    expect(world.refused(backOffice, 'decideApproval', { ...decision, request: more })).toBe('request-differs');
    expect(world.refused(backOffice, 'decideApproval', { ...decision, kind: 'refund' })).toBe('request-differs');
    const use = approved(world, approvalId, backOffice);
    for (const other of [{ amountMinor: 90_100 }, { payee: 'Somebody else' }, { reason: 'Other' }])
      expect(world.refused(cashier, 'payOut', paying('attempt-1', { ...other, approval: use }))).toBe('request-differs');
    const forged = { approvalId, request: use.request.replace('90000', '99000') };
    expect(world.refused(cashier, 'payOut', paying('attempt-1', { amountMinor: 99_000, approval: forged }))).toBe(
      'request-differs',
    );
  });

  it('is nothing before somebody has said yes, nor after they said no', () => {
    const { world, cashier, backOffice, ask } = given();
    const approvalId = ask();
    const use = { approvalId, request: world.get(approval, approvalId).request };
    expect(world.refused(cashier, 'payOut', paying('attempt-1'))).toBe('approval-needed');
    expect(world.refused(cashier, 'payOut', paying('attempt-1', { approval: use }))).toBe('approval-not-approved');
    const no = decisionOn(world, approvalId, backOffice, 'rejected', '');
    expect(world.refused(backOffice, 'decideApproval', no)).toBe('reason-needed');
    world.done(backOffice, 'decideApproval', { ...no, reason: 'Not today' });
    expect(world.refused(cashier, 'payOut', paying('attempt-1', { approval: use }))).toBe('approval-not-approved');
    const yes = decisionOn(world, approvalId, backOffice);
    expect(world.refused(backOffice, 'decideApproval', yes)).toBe('approval-decided');
  });

  it('is asked for once, however often a key bounces, until it is used', () => {
    const { world, cashier, backOffice, ask } = given();
    const approvalId = ask();
    expect(ask()).toBe(approvalId);
    expect(world.ask(backOffice, pendingApprovals, {})).toHaveLength(1);
    expect(ask({ reason: 'Five parcels' })).not.toBe(approvalId);
    const use = approved(world, approvalId, backOffice);
    expect(ask()).toBe(approvalId);
    world.done(cashier, 'payOut', paying('attempt-1', { approval: use }));
    expect(ask()).not.toBe(approvalId);
  });

  it('lasts a day', () => {
    const { world, cashier, backOffice, ask } = given();
    const [late, used] = [ask(), ask({ reason: 'Five parcels' })];
    const use = approved(world, used, backOffice);
    world.nowMs += 24 * HOUR;
    expect(world.ask(cashier, approvalState, { approvalId: late })).toMatchObject({ standing: 'REQUESTED' });
    world.nowMs += 1;
    expect(world.refused(backOffice, 'decideApproval', decisionOn(world, late, backOffice))).toBe('approval-expired');
    expect(world.ask(cashier, approvalState, { approvalId: late })).toMatchObject({ standing: 'EXPIRED' });
    expect(world.ask(backOffice, pendingApprovals, {})).toEqual([]);
    const spending = approval.handlers.find(({ change }) => change === 'cash.paid-out.v1');
    const body = { approval: use } as never;
    const then = world.entryOf(cashier);
    expect(spending?.check?.(world.get(approval, used), body, then, world.records, used)?.code).toBe('approval-expired');
  });
});

describe('who may decide', () => {
  const refusedTo = (clinic: ReturnType<typeof given>, approvalId: string, signer: PayingClinic['backOffice'], at = signer) =>
    clinic.world.refused(at, 'decideApproval', decisionOn(clinic.world, approvalId, signer));

  it('is never whoever asked, nor another account of the same person', () => {
    const clinic = given();
    const { world, server, cashier, backOffice, ask } = clinic;
    const approvalId = ask();
    expect(refusedTo(clinic, approvalId, { ...backOffice, actor: cashier.actor }, cashier)).toBe('own-request');
    for (const [one, roles] of [
      [cashier, ['cashier']],
      [backOffice, ['manager']],
    ] as const) {
      const { name, userId } = one.actor;
      world.done(server, 'changeUser', { userId, name, roles, counterIds: [clinic.counters.cashier], personCode: 'EMP-7' });
    }
    expect(refusedTo(clinic, approvalId, backOffice)).toBe('own-request');
  });

  it('is never whoever gets the money, nor another account of theirs', () => {
    const clinic = given();
    const { server, backOffice, ask, person, world } = clinic;
    expect(refusedTo(clinic, ask({ payeeId: backOffice.actor.userId }), backOffice)).toBe('own-payment');
    const doctor = person('anand', ['doctor'], 'consulting');
    for (const [one, roles] of [
      [doctor, ['doctor']],
      [backOffice, ['manager']],
    ] as const) {
      const { name, userId } = one.actor;
      world.done(server, 'changeUser', { userId, name, roles, counterIds: [], personCode: 'EMP-9' });
    }
    expect(refusedTo(clinic, ask({ payeeId: doctor.actor.userId }), backOffice)).toBe('own-payment');
  });

  it('is no account to which the requester gave the password, until its owner has set another', () => {
    const clinic = given();
    const { world, cashier, backOffice, ask } = clinic;
    const second = clinic.person('second', ['manager'], 'back-office');
    const { userId } = cashier.actor;
    world.write([{ type: 'password.reset.v1', body: { userId: second.actor.userId, verifier: '$argon2id$x' } }], {
      ...world.entryOf(backOffice),
      actorId: userId,
    });
    const approvalId = ask();
    expect(refusedTo(clinic, approvalId, second)).toBe('account-controlled');
    world.done(second, 'changePassword', { verifier: '$argon2id$y' });
    approved(world, approvalId, second);
    expect(world.get(approval, approvalId).state).toBe('APPROVED');
  });

  it('is nobody in the very session that asked, unless they typed over it as a step-up', () => {
    const clinic = given();
    const { cashier, backOffice, ask } = clinic;
    const switched = { place: cashier.place, actor: { ...backOffice.actor, sessionId: cashier.actor.sessionId } };
    expect(refusedTo(clinic, ask(), backOffice, switched)).toBe('approval-same-session');
  });
});

describe('what a manager sees of requests', () => {
  it('is what will be done, how often that person has asked, and whether they may decide', () => {
    const { world, cashier, backOffice, ask } = given();
    const [first, second] = [ask(), ask({ payeeId: backOffice.actor.userId })];
    world.done(backOffice, 'decideApproval', decisionOn(world, first, backOffice, 'rejected', 'No'));
    const third = ask();
    approved(world, third, backOffice);
    const pending = world.ask(backOffice, pendingApprovals, {});
    expect(pending).toMatchObject([
      {
        id: second,
        barred: 'own-payment',
        facts: { amountMinor: 90_000, payee: 'manager back-office' },
        history: { days: 30, asked: 3, approved: 1, rejected: 1, approvedMinor: 90_000 },
      },
    ]);
    const decided = world.ask(backOffice, decidedApprovals, {});
    expect(decided.map(({ id, standing }) => [id, standing]).sort()).toEqual(
      [
        [first, 'REJECTED'],
        [third, 'APPROVED'],
      ].sort(),
    );
    expect(world.ask(cashier, approvalState, { approvalId: 'unknown' })).toBeNull();
    expect(requestPayOut.makes.map(({ name }) => name)).toEqual(['approval.requested.v1']);
  });
});

describe('whatever carries an approval', () => {
  const carrying = [...house.changes.values()].filter(({ shape }) => 'approval' in ((shape as { shape?: object }).shape ?? {}));

  it.each(carrying.map((type) => [type.name, type] as const))('%s spends it', (name, type) => {
    expect(house.handlers.get(name)?.has('approval')).toBe(true);
    // Whatever else the body must say: an id, a list or a thing with an id, all in one.
    const anything = Object.assign(['x'], { kind: 'x', id: 'x' });
    const use = { approvalId: 'the one', request: 'text' };
    const body = new Proxy({}, { get: (_none, field) => (field === 'approval' ? use : anything) });
    const { world, cashier } = payingClinic();
    expect(type.touches(body, world.entryOf(cashier))).toContainEqual({ record: 'approval', id: 'the one' });
  });

  it('is asked for by an operation of its own slice', () => {
    expect(carrying.length).toBeGreaterThan(1);
    const asking = [...house.operations.values()].filter(({ makes }) =>
      makes.some((one) => one.name === 'approval.requested.v1'),
    );
    for (const { name } of asking) expect(name).toMatch(/^request/);
  });
});
