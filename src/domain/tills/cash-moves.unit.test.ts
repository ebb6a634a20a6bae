import { describe, expect, it } from 'vitest';
import { approve } from '../../../tests/fixtures/approving.ts';
import { card, cash, countOf, payingClinic, upi } from '../../../tests/fixtures/paying-clinic.ts';
import { branchDay } from '../business-days/branch-day.ts';
import { DRAWERS, SAFE } from '../exports/accounts.ts';
import { vouchers } from '../exports/vouchers.ts';
import { fraudPack } from '../watch/fraud-pack.ts';
import { cashPaidOut } from './changes.ts';
import { tillNonCashItems } from './non-cash-items.ts';
import { paidOutText } from './paid-out-refusal.ts';
import { slipDocument } from './slip-document.ts';
import { expectedCash, till } from './till.ts';
import { tillMovement } from './till-movement.ts';
import { tillMovements } from './till-movements.ts';
import { tillState } from './till-state.ts';
import { varianceTrend } from './variance-trend.ts';
import { xReport } from './x-report.ts';

/** A till with a float of ₹500 and ₹1,500 taken in cash. */
function given() {
  const clinic = payingClinic();
  const { cashier, services, readyVisit, bill, pay, openTill } = clinic;
  const tillId = openTill(cashier);
  pay(cashier, bill(cashier, readyVisit(services.filling)), cash(150_000));
  return { ...clinic, tillId };
}

const paidIn = { amountMinor: 20_000, category: 'change-money', reason: 'coins from the bank', attemptId: 'attempt-in' };
const paidOut = { amountMinor: 30_000, category: 'courier', payee: 'Blue Dart', reason: 'lab sample', attemptId: 'attempt-out' };
const drop = { amountMinor: 100_000, reason: 'too much in the drawer', envelope: 'E-17', attemptId: 'attempt-drop' };

describe('cash that moves without a sale', () => {
  it('counts in the drawer, on the Z and in the day, each once for an attempt', () => {
    const { world, cashier, tillId, branchId, closeTill } = given();
    expect(world.done(cashier, 'payIn', paidIn)).toMatchObject({ recordedBefore: false });
    expect(world.done(cashier, 'payIn', paidIn)).toMatchObject({ recordedBefore: true });
    expect(world.refused(cashier, 'payIn', { ...paidIn, amountMinor: 1 })).toBe('movement-exists');
    const { movementId } = world.done(cashier, 'payOut', paidOut);
    world.done(cashier, 'dropCash', { ...drop, counts: countOf(100_000) });
    world.done(cashier, 'openDrawer', { reason: 'change for a patient' });
    expect(world.get(tillMovement, movementId)).toMatchObject({ kind: 'paid-out', payee: 'Blue Dart', amountMinor: 30_000 });
    expect(expectedCash(world.get(till, tillId))).toBe(90_000);
    closeTill(cashier, countOf(90_000));
    const sums = { paidInMinor: 20_000, paidOutMinor: 30_000, dropsMinor: 100_000, noSales: 1 };
    expect(world.get(till, tillId).z).toMatchObject({ ...sums, expectedMinor: 90_000, varianceMinor: 0, grossOutMinor: 0 });
    expect(world.get(branchDay, `${branchId}:2026-05-04`).totals).toMatchObject({ ...sums, varianceMinor: 0 });
  });

  it('is the same for whoever has the drawer whether it should hold so much or not: only a manager sees that', () => {
    const { world, cashier, backOffice, branchId, tillId } = given();
    const held = world.done(cashier, 'dropCash', { ...drop, amountMinor: 200_000 });
    expect(world.get(till, tillId).overdrawn).toEqual([]);
    const beyond = world.done(cashier, 'dropCash', { ...drop, amountMinor: 1, attemptId: 'attempt-beyond' });
    expect(Object.keys(beyond)).toEqual(Object.keys(held));
    world.done(cashier, 'payOut', paidOut);
    expect(world.get(till, tillId).overdrawn).toMatchObject([
      { what: 'drop', amountMinor: 1, byMinor: 1 },
      { what: 'paid-out', amountMinor: 30_000, byMinor: 30_000 },
    ]);
    expect(expectedCash(world.get(till, tillId))).toBe(-30_001);
    const seen = [world.ask(cashier, xReport, {}), world.ask(cashier, tillState, {}), world.ask(cashier, tillMovements, {})];
    expect(JSON.stringify(seen)).not.toMatch(/overdrawn|30001|byMinor/);
    const { rules } = world.ask(backOffice, fraudPack, { branchId, from: '2026-05-04', to: '2026-05-04' });
    const row = { about: 'person', id: cashier.actor.userId, value: 2, amountMinor: 30_001, alert: true };
    expect(rules.find(({ name }) => name === 'drawer-overdrawn')?.rows).toMatchObject([row]);
  });

  it('is counted note by note where it goes to the safe', () => {
    const { world, cashier } = given();
    expect(world.refused(cashier, 'payOut', { ...paidOut, amountMinor: 0 })).toBe('invalid-input');
    expect(world.refused(cashier, 'dropCash', { ...drop, counts: countOf(90_000) })).toBe('count-differs');
    expect(world.refused(cashier, 'dropCash', { ...drop, counts: [{ denominationMinor: 30_000, pieces: 1 }] })).toBe(
      'denomination-unknown',
    );
  });

  it.each([
    ['dropCash', 'float-added', { amountMinor: 50_000_000 }],
    ['payOut', 'returned', { amountMinor: 45_000 }],
  ] as const)(
    '%s that was typed wrong is put right by cash in as %s: nothing is over, nothing is missing',
    (name, category, much) => {
      const { world, cashier, branchId, tillId, closeTill } = given();
      world.done(cashier, name, { ...(name === 'dropCash' ? drop : paidOut), ...much });
      const reason = 'the movement at 10:30 was typed wrong';
      const back = world.done(cashier, 'payIn', { ...much, category, reason, attemptId: 'attempt-back' });
      expect(world.get(tillMovement, back.movementId)).toMatchObject({ ...much, category, reason });
      closeTill(cashier, countOf(200_000));
      expect(world.get(till, tillId).z).toMatchObject({ countedMinor: 200_000, expectedMinor: 200_000, varianceMinor: 0 });
      const journal = [...vouchers(world.records, { branchId, from: '2026-05-04', to: '2026-05-04' })];
      const drawer = journal.flatMap(({ postings }) => postings).filter(({ account }) => account === DRAWERS);
      expect(drawer.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(0);
      const safe = journal.flatMap(({ postings }) => postings).filter(({ account }) => account === SAFE);
      // Out came the float, in went what was counted: of the mistake nothing is left.
      expect(safe.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(150_000);
    },
  );

  it('is of the till’s own cashier, and of today', () => {
    const { world, cashier, colleague } = given();
    expect(world.refused(colleague, 'payIn', paidIn)).toBe('till-of-another-cashier');
    expect(world.refused(colleague, 'openDrawer', { reason: 'looking' })).toBe('till-of-another-cashier');
    world.nowMs += 25 * 3_600_000;
    expect(world.refused(cashier, 'payOut', paidOut)).toBe('till-too-old');
    world.done(cashier, 'dropCash', drop);
  });

  it('needs a manager’s approval of exactly this above the cap', () => {
    const clinic = given();
    const { world, cashier, backOffice } = clinic;
    const much = { ...paidOut, amountMinor: 60_000 };
    expect(world.refused(cashier, 'payOut', much)).toBe('approval-needed');
    const { attemptId, ...asked } = much;
    const { approvalId, request } = world.done(cashier, 'requestPayOut', asked);
    const use = { approval: { approvalId, request } };
    expect(world.refused(cashier, 'payOut', { ...much, ...use })).toBe('approval-not-approved');
    approve(world, backOffice, approvalId);
    expect(world.refused(cashier, 'payOut', { ...much, ...use, amountMinor: 70_000 })).toBe('request-differs');
    expect(world.refused(cashier, 'payOut', { ...much, ...use, payee: 'Somebody' })).toBe('request-differs');
    world.done(cashier, 'payOut', { ...much, ...use, attemptId });
    expect(world.refused(cashier, 'payOut', { ...much, ...use, attemptId: 'attempt-again' })).toBe('approval-spent');
  });

  it('is checked again where the entry is heard', () => {
    const { world, cashier, tillId } = given();
    const body = {
      tillId,
      amountMinor: 60_000,
      category: 'courier',
      payee: 'P',
      payeeId: null,
      slip: null,
      reason: 'r',
    } as const;
    const change = { ...body, movementId: 'm', cashierName: 'C' };
    expect(world.write([cashPaidOut.of(change)], world.entryOf(cashier))?.code).toBe('approval-needed');
    const approval = { approvalId: 'none', request: paidOutText(body) };
    expect(world.write([cashPaidOut.of({ ...change, approval })], world.entryOf(cashier))?.code).toBe('approval-not-approved');
  });
});

describe('a blind count', () => {
  it('that does not agree is made once more, without a word of by how much; the second stands', () => {
    const { world, cashier, backOffice, tillId } = given();
    const first = world.done(cashier, 'closeTill', { counts: countOf(150_000) });
    expect(first).toEqual({ outcome: 'count-again', tillId, countedMinor: 150_000 });
    expect(world.get(till, tillId).state).toBe('OPEN');
    expect(world.done(cashier, 'closeTill', { counts: countOf(190_000) })).toMatchObject({ outcome: 'closed', zNumber: 1 });
    const { z } = world.get(till, tillId);
    expect(z).toMatchObject({ countedMinor: 190_000, varianceMinor: -10_000, firstCountMinor: 150_000, lastSeq: 4 });
    expect(backOffice.actor.roles).toContain('manager');
  });

  it('that agrees closes at once', () => {
    const { world, cashier, tillId } = given();
    expect(world.done(cashier, 'closeTill', { counts: countOf(200_000) })).toMatchObject({ outcome: 'closed' });
    expect(world.get(till, tillId).z?.firstCountMinor).toBeUndefined();
  });
});

describe('what was not paid in cash', () => {
  it('is ticked slip by slip; a slip that is missing is no shortage', () => {
    const { world, cashier, services, readyVisit, bill, pay, tillId } = given();
    pay(cashier, bill(cashier, readyVisit(services.scaling)), card(70_000), upi(50_000));
    const items = world.ask(cashier, tillNonCashItems, {});
    expect(items).toMatchObject([
      { kind: 'card', reference: 'APPR-1', amountMinor: 70_000 },
      { kind: 'upi', reference: '412345000001', amountMinor: 50_000 },
    ]);
    const [slip = ''] = items.map(({ id }) => id);
    const counts = countOf(200_000);
    expect(world.refused(cashier, 'closeTill', { counts, ticked: [slip, slip] })).toBe('item-ticked-twice');
    expect(world.refused(cashier, 'closeTill', { counts, ticked: ['other:0'] })).toBe('item-unknown');
    world.done(cashier, 'closeTill', { counts, ticked: [slip] });
    expect(world.get(till, tillId).z).toMatchObject({
      varianceMinor: 0,
      proofs: {
        items: 2,
        tickedMinor: 70_000,
        missing: 1,
        missingMinor: 50_000,
        unproven: [{ kind: 'upi', reference: '412345000001' }],
      },
    });
  });
});

describe('who judges the counts', () => {
  it('sees shortages and overages by cashier, and what first counts said', () => {
    const { world, cashier, colleague, backOffice, openTill, closeTill } = given();
    closeTill(cashier, countOf(190_000));
    openTill(colleague, 0);
    closeTill(colleague, countOf(500));
    const asked = { from: '2026-05-01', to: '2026-05-31' };
    expect(world.ask(backOffice, varianceTrend, asked)).toMatchObject([
      {
        userId: cashier.actor.userId,
        shortages: 1,
        shortageMinor: 10_000,
        counts: [{ zNumber: 1, firstVarianceMinor: -10_000 }],
      },
      { userId: colleague.actor.userId, overages: 1, overageMinor: 500, shortageMinor: 0 },
    ]);
    expect(world.ask(backOffice, varianceTrend, { from: '2026-06-01', to: '2026-06-30' })).toEqual([]);
  });

  it('reads what moved, on the report and on slips', () => {
    const { world, cashier, backOffice, tillId } = given();
    const { movementId } = world.done(cashier, 'payOut', paidOut);
    world.done(cashier, 'openDrawer', { reason: 'change' });
    expect(world.ask(cashier, xReport, {})).toMatchObject({ paidOutMinor: 30_000, noSales: 1, refundsMinor: null });
    expect(world.ask(backOffice, xReport, { tillId })).toMatchObject({ paidOutMinor: 30_000, refundsMinor: 0 });
    expect(
      world
        .ask(backOffice, tillMovements, { tillId })
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['no-sale', 'paid-out']);
    expect(world.ask(cashier, slipDocument, { movementId })).toMatchObject({ payeeName: 'Blue Dart', terminalCode: 'T02' });
  });
});
