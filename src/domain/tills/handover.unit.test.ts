import { describe, expect, it } from 'vitest';
import { operations } from '#domain/registry.ts';
import { approve } from '../../../tests/fixtures/approving.ts';
import { type Standing, someone, VERIFIER } from '../../../tests/fixtures/domain.ts';
import { cash, countOf, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { approvalState } from '../approvals/approval-state.ts';
import { decidedApprovals, pendingApprovals } from '../approvals/pending-approvals.ts';
import { dayChecklist } from '../business-days/day-checklist.ts';
import type { Operation } from '../kernel/operation.ts';
import { isRefusal } from '../kernel/refusal.ts';
import type { Role } from '../kernel/roles.ts';
import { watchNotes } from '../watch/watch-notes.ts';
import { till } from './till.ts';
import { zSeries } from './z-series.ts';

/** A till with a float of ₹500 and ₹1,500 taken in cash, to be handed to the colleague at the same terminal. */
function given() {
  const clinic = payingClinic();
  const { cashier, colleague, services, readyVisit, bill, pay, openTill } = clinic;
  const tillId = openTill(cashier);
  const invoiceId = bill(cashier, readyVisit(services.filling));
  pay(cashier, invoiceId, cash(150_000));
  const toUserId = colleague.actor.userId;
  return { ...clinic, tillId, toUserId, offer: { toUserId, counts: countOf(200_000) } };
}

describe('a handover', () => {
  it('blocks selling and closing until the next cashier has taken the drawer', () => {
    const { world, cashier, services, readyVisit, offer } = given();
    expect(world.done(cashier, 'offerHandover', offer)).toMatchObject({ outcome: 'offered', toName: 'Latha Rao' });
    expect(world.refused(cashier, 'issueInvoice', { visitId: readyVisit(services.scaling) })).toBe('handover-open');
    expect(world.refused(cashier, 'closeTill', { counts: offer.counts })).toBe('handover-open');
    expect(world.refused(cashier, 'openDrawer', { reason: 'change' })).toBe('handover-open');
    expect(world.refused(cashier, 'offerHandover', offer)).toBe('handover-open');
    world.done(cashier, 'withdrawHandover', { reason: 'she is late' });
    expect(world.refused(cashier, 'withdrawHandover', { reason: 'she is late' })).toBe('no-handover');
    world.done(cashier, 'issueInvoice', { visitId: readyVisit(services.scaling) });
  });

  it('closes the first till by its cashier’s count and opens the next by the other’s', () => {
    const { world, cashier, colleague, tillId, offer } = given();
    world.done(cashier, 'offerHandover', offer);
    const { tillId: next, ...taken } = accepted(world.done(colleague, 'acceptHandover', { counts: countOf(200_000) }));
    expect(taken).toMatchObject({ closedTillId: tillId, zNumber: 1, openingFloatMinor: 200_000 });
    expect(world.get(till, tillId)).toMatchObject({
      state: 'CLOSED',
      z: { varianceMinor: 0, countedMinor: 200_000, handedOver: { toName: 'Latha Rao', differenceMinor: 0 } },
    });
    expect(world.get(till, next)).toMatchObject({ state: 'OPEN', userId: colleague.actor.userId, openingFloatMinor: 200_000 });
    expect(world.get(zSeries, cashier.place.terminalId)).toMatchObject({ last: 1, openTillId: next });
    expect(world.done(colleague, 'closeTill', { counts: countOf(200_000) })).toMatchObject({ outcome: 'closed', zNumber: 2 });
  });

  it('asks both to count once more where a count does not agree, and keeps the difference', () => {
    const { world, cashier, colleague, tillId, toUserId } = given();
    expect(world.done(cashier, 'offerHandover', { toUserId, counts: countOf(190_000) })).toMatchObject({
      outcome: 'count-again',
    });
    world.done(cashier, 'offerHandover', { toUserId, counts: countOf(200_000) });
    const short = { counts: countOf(180_000) };
    expect(world.done(colleague, 'acceptHandover', short)).toEqual({ outcome: 'count-again', countedMinor: 180_000 });
    const { tillId: next } = accepted(world.done(colleague, 'acceptHandover', short));
    expect(world.get(till, tillId).z).toMatchObject({
      ...{ varianceMinor: 0, firstCountMinor: 190_000 },
      handedOver: { acceptedMinor: 180_000, differenceMinor: -20_000 },
    });
    expect(world.get(till, next).openingFloatMinor).toBe(180_000);
  });

  it('is taken only by the one it was offered to, who is a cashier there', () => {
    const { world, cashier, otherCashier, reception, offer } = given();
    const to = (toUserId: string) => world.refused(cashier, 'offerHandover', { ...offer, toUserId });
    expect(to(cashier.actor.userId)).toBe('handover-to-yourself');
    expect(to(reception.actor.userId)).toBe('not-a-cashier');
    expect(to(otherCashier.actor.userId)).toBe('not-your-counter');
    expect(to('nobody')).toBe('user-unknown');
    world.done(cashier, 'offerHandover', offer);
    expect(world.refused(cashier, 'acceptHandover', { counts: [] })).toBe('handover-to-another');
    expect(world.refused(otherCashier, 'acceptHandover', { counts: [] })).toBe('no-handover');
  });

  it('does not make a drawer’s day longer', () => {
    const { world, cashier, colleague, services, readyVisit, offer } = given();
    world.nowMs += 20 * 3_600_000;
    world.done(cashier, 'offerHandover', offer);
    world.done(colleague, 'acceptHandover', { counts: offer.counts });
    world.nowMs += 5 * 3_600_000;
    const visitId = readyVisit(services.scaling);
    expect(world.refused(colleague, 'issueInvoice', { visitId })).toBe('till-too-old');
  });
});

describe('a till that its cashier left open', () => {
  it('is closed by another with a manager’s approval of this count and reason', () => {
    const { world, branchId, cashier, colleague, backOffice, tillId } = given();
    const asked = { tillId, counts: countOf(150_000), reason: 'went home ill' };
    expect(world.refused(cashier, 'requestForceClose', asked)).toBe('till-is-yours');
    const { approvalId, request } = world.done(colleague, 'requestForceClose', asked);
    const use = { approval: { approvalId, request } };
    expect(world.refused(colleague, 'forceCloseTill', { ...asked, ...use })).toBe('approval-not-approved');
    const { openedAtMs } = world.get(till, tillId);
    const whose = { cashierName: 'cash cashier', terminalCode: 'T02', counterName: 'Counter cashier', openedAtMs };
    expect(world.ask(backOffice, pendingApprovals, {})).toMatchObject([{ kind: 'force-close', till: whose }]);
    expect(world.ask(backOffice, approvalState, { approvalId })).toMatchObject({ till: whose });
    expect(world.ask(backOffice, dayChecklist, { branchId })).toMatchObject({ pendingApprovals: [{ till: whose }] });
    approve(world, backOffice, approvalId);
    expect(world.refused(colleague, 'forceCloseTill', { ...asked, ...use, counts: countOf(140_000) })).toBe('request-differs');
    expect(world.done(colleague, 'forceCloseTill', { ...asked, ...use })).toMatchObject({ zNumber: 1, countedMinor: 150_000 });
    expect(world.ask(backOffice, decidedApprovals, {})).toMatchObject([{ standing: 'SPENT', till: whose }]);
    expect(world.get(till, tillId)).toMatchObject({
      ...{ state: 'CLOSED', forcedBecause: 'went home ill', userId: cashier.actor.userId },
      z: { varianceMinor: -50_000 },
    });
    world.done(colleague, 'openTill', { openingFloatMinor: 150_000 });
  });

  it('is closed so though it was offered, or is too old', () => {
    const { world, cashier, colleague, backOffice, tillId, offer } = given();
    world.done(cashier, 'offerHandover', offer);
    world.nowMs += 30 * 3_600_000;
    const asked = { tillId, counts: countOf(200_000), reason: 'never came back' };
    const { approvalId, request } = world.done(colleague, 'requestForceClose', asked);
    approve(world, backOffice, approvalId);
    world.done(colleague, 'forceCloseTill', { ...asked, approval: { approvalId, request } });
    expect(world.get(till, tillId)).toMatchObject({ state: 'CLOSED', z: { varianceMinor: 0 } });
  });
});

describe('a till that its cashier left open, closed with nobody’s approval', () => {
  const leftOpen = () => {
    const clinic = given();
    const manager = clinic.person('boss', ['manager'], 'cashier');
    return { ...clinic, manager, asked: { tillId: clinic.tillId, counts: countOf(150_000), reason: 'went home ill' } };
  };

  it('is a manager’s to close in their own name, and the fraud pack says whose it was, by whom and why', () => {
    const { world, manager, backOffice, tillId, asked } = leftOpen();
    expect(world.done(manager, 'forceCloseTill', asked)).toMatchObject({ zNumber: 1, countedMinor: 150_000 });
    expect(world.get(till, tillId)).toMatchObject({
      state: 'CLOSED',
      forcedBecause: 'went home ill',
      z: { varianceMinor: -50_000 },
    });
    const stretch = { from: '2026-05-01', to: '2026-05-04' };
    expect(world.ask(backOffice, watchNotes, { ...stretch, kinds: ['forced-close'] })).toMatchObject([
      { userId: manager.actor.userId, subjectId: tillId, amountMinor: -50_000, detail: 'cash cashier: went home ill' },
    ]);
  });

  it('is refused at the terminal to everybody who may not approve it', () => {
    const { world, cashier, colleague, reception, asked } = leftOpen();
    expect(world.refused(cashier, 'forceCloseTill', asked)).toBe('till-is-yours');
    expect(world.refused(colleague, 'forceCloseTill', asked)).toBe('approval-needed');
    for (const role of ['front-desk', 'doctor', 'nurse', 'auditor', 'administrator'] as const) {
      const there = { ...colleague, actor: { ...reception.actor, roles: [role] } };
      expect([role, world.refused(there, 'forceCloseTill', asked)]).toEqual([role, 'role-not-allowed']);
    }
  });

  it('is refused by the check that the server makes, whatever a terminal wrote', () => {
    const { world, cashier, colleague, manager, reception, asked } = leftOpen();
    const made = world.try(manager, operations.forceCloseTill as unknown as Operation, asked);
    if (isRefusal(made)) throw new Error(made.code);
    // Of a world of its own each, with the same ids.
    const at = ({ actor }: Standing) => {
      const { world: centre } = leftOpen();
      return centre.write(made.changes, centre.entryOf({ actor, place: cashier.place }));
    };
    expect(at(manager)).toBeUndefined();
    expect(at(colleague)).toMatchObject({ code: 'approval-needed' });
    expect(at(reception)).toMatchObject({ code: 'approval-needed' });
    expect(at(cashier)).toMatchObject({ code: 'till-is-yours' });
  });

  it('is not a manager’s where it is their own, by whatever login', () => {
    const { world, server, colleague, counters, cashier, openTill } = payingClinic();
    const counterIds = [counters.cashier];
    const work = { counterIds, doctorId: null, password: VERIFIER, personCode: 'E-7' };
    const login = (name: string, roles: readonly Role[]): Standing => {
      const { userId } = world.done(server, 'createUser', { login: name, name, roles, ...work });
      return { actor: someone(userId, roles), place: cashier.place };
    };
    const [both, other] = [login('both', ['cashier', 'manager']), login('second', ['manager'])];
    const asked = { tillId: openTill(both), counts: countOf(50_000), reason: 'in a hurry' };
    expect(world.refused(both, 'forceCloseTill', asked)).toBe('till-is-yours');
    expect(world.refused(other, 'forceCloseTill', asked)).toBe('till-is-yours');
    expect(world.refused(colleague, 'forceCloseTill', asked)).toBe('approval-needed');
  });

  it('needs another’s approval where the till’s cashier knows the manager’s password', () => {
    const { world, server, cashier, counters, openTill } = payingClinic();
    const counterIds = [counters.cashier];
    const said = { login: 'owns', name: 'Owner at the till', roles: ['cashier', 'administrator'] as const, counterIds };
    const { userId } = world.done(server, 'createUser', { ...said, doctorId: null, password: VERIFIER });
    const owner: Standing = { actor: someone(userId, said.roles), place: cashier.place };
    const atOffice = { ...owner, place: { ...cashier.place, kind: 'back-office' as const } };
    const hers = { login: 'puppet', name: 'Puppet', roles: ['manager'] as const, counterIds: [], doctorId: null };
    const puppet = world.done(atOffice, 'createUser', { ...hers, password: VERIFIER });
    const manager: Standing = { actor: someone(puppet.userId, hers.roles), place: cashier.place };
    const asked = { tillId: openTill(owner), counts: countOf(50_000), reason: 'in a hurry' };
    expect(world.refused(manager, 'forceCloseTill', asked)).toBe('approval-needed');
  });
});

function accepted<Answer extends { readonly outcome: string }>(answer: Answer) {
  if (answer.outcome !== 'accepted') throw new Error(`${answer.outcome} instead of taken over`);
  return answer as Extract<Answer, { outcome: 'accepted' }>;
}
