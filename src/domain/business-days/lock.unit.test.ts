import { describe, expect, it } from 'vitest';
import { OfflineTerminal } from '../../../tests/fixtures/offline-terminal.ts';
import { card, cash, countOf, type PayingClinic, payingClinic, upi } from '../../../tests/fixtures/paying-clinic.ts';
import type { Contact } from '../kernel/operation.ts';
import { house, operations } from '../registry.ts';
import { terminal } from '../terminals/terminal.ts';
import { visit } from '../visits/visit.ts';
import { branchDay } from './branch-day.ts';
import { businessDay, lockedFigures } from './business-day.ts';
import { businessDayLocked } from './changes.ts';
import { dayBook } from './day-book.ts';
import { dayChecklist } from './day-checklist.ts';
import { daysList } from './days-list.ts';
import { exceptions } from './exceptions.ts';
import { dayFigures } from './figures-of-day.ts';
import { lateArrivals } from './late-arrivals.ts';
import { supplement } from './supplement.ts';
import { standingOfDay } from './terminals-of-day.ts';

const DAY = '2026-05-04';
const HOUR_MS = 3_600_000;
const REASON = 'The second counter lost its line at noon';

/** Every terminal heard just now, with nothing waiting there; `silent` ones an hour and a half ago. */
function hear({ world }: PayingClinic, ...silent: string[]): void {
  world.contacts = world.records.find(terminal, {}).map((one): Contact => {
    const lastContactMs = silent.includes(one.code) ? world.nowMs - 1.5 * HOUR_MS : world.nowMs;
    return { terminalId: one.id, epoch: one.epoch, seq: 9, hash: 'a'.repeat(64), lastContactMs, backlog: 0, frozen: false };
  });
}

/** A filling paid in cash at the first cashier, whose till is closed ₹1 short; everybody has been heard. */
function given() {
  const clinic = payingClinic();
  const { cashier, services, readyVisit, bill, pay, openTill } = clinic;
  openTill(cashier);
  pay(cashier, bill(cashier, readyVisit(services.filling)), cash(100_000, 150_000), card(50_000));
  clinic.closeTill(cashier, countOf(149_900));
  hear(clinic);
  const lock = (asked: object = {}) => ({ branchId: clinic.branchId, date: DAY, ...asked });
  /** Forced over these terminals, by code. */
  const without = (...codes: string[]) => {
    const ids = clinic.world.records.find(terminal, {}).flatMap(({ id, code }) => (codes.includes(code) ? [id] : []));
    return lock({ force: true, missing: ids, reason: REASON });
  };
  return { ...clinic, lock, without };
}

describe('locking a day', () => {
  it('fixes its figures, its terminals and its Zs', () => {
    const { world, backOffice, branchId, lock } = given();
    const locked = world.done(backOffice, 'lockBusinessDay', lock());
    expect(locked).toMatchObject({ date: DAY, incomplete: false, missing: [] });
    expect(locked.figures).toMatchObject({
      totals: {
        payments: 1,
        takings: { cash: 100_000, card: 50_000, upi: 0 },
        receivedMinor: 150_000,
        zs: 1,
        varianceMinor: -100,
      },
      tills: [{ terminalCode: 'T02', zNumber: 1, countedMinor: 149_900, expectedMinor: 150_000, varianceMinor: -100 }],
      visits: { PAID: 1 },
    });
    const day = world.get(businessDay, `${branchId}:${DAY}`);
    expect(day).toMatchObject({ state: 'LOCKED', incomplete: false, reason: null, lockedByName: 'manager back-office' });
    expect(day.terminals.map(({ code, state, zNumbers }) => [code, state, zNumbers])).toEqual([
      ['T01', 'CLOSED', []],
      ['T02', 'CLOSED', [1]],
      ['T03', 'CLOSED', []],
      ['T04', 'CLOSED', []],
      ['T05', 'CLOSED', []],
    ]);
    expect(world.get(lockedFigures, `${branchId}:${DAY}`).figures).toEqual(locked.figures);
  });

  it('leaves it known what of its money the bank has not confirmed, while its figures stay', () => {
    const clinic = given();
    const { world, cashier, backOffice, branchId, services, readyVisit, bill, pay, openTill, closeTill } = clinic;
    openTill(cashier, 0);
    const { paymentId } = pay(cashier, bill(cashier, readyVisit(services.filling)), upi(150_000));
    closeTill(cashier, countOf(0));
    hear(clinic);
    const { figures } = world.done(backOffice, 'lockBusinessDay', clinic.lock());
    const seen = () => world.ask(backOffice, dayFigures, { branchId, date: DAY });
    expect(seen()).toMatchObject({ state: 'LOCKED', asClosed: figures, claimed: { upi: 150_000, bank: 0 } });
    const at = { kind: 'payment' as const, id: paymentId, tenderIndex: 0 };
    world.done(backOffice, 'confirmTender', { at, reference: upi(1).reference, source: 'statement' });
    expect(seen()).toMatchObject({ asClosed: figures, posted: figures.totals, claimed: { upi: 0, bank: 0 } });
  });

  it('is for a manager or administrator, at the centre', () => {
    const { world, cashier, lock } = given();
    expect(world.refused(cashier, 'lockBusinessDay', lock())).toBe('role-not-allowed');
    expect(operations.lockBusinessDay.decidedAt).toBe('central');
    for (const name of ['business-day.locked.v1', 'day-figures.locked.v1', 'supplement.acknowledged.v1'])
      expect(house.changes.get(name)).toMatchObject({ central: true, nature: 'authority' });
  });

  it('happens once, never ahead of time, and in order', () => {
    const { world, backOffice, lock, without } = given();
    expect(world.refused(backOffice, 'lockBusinessDay', lock({ branchId: 'none' }))).toBe('branch-unknown');
    expect(world.refused(backOffice, 'lockBusinessDay', lock({ date: '2026-05-05' }))).toBe('day-in-future');
    world.nowMs += 48 * HOUR_MS;
    expect(world.try(backOffice, house.operations.get('lockBusinessDay') as never, lock({ date: '2026-05-06' }))).toMatchObject({
      ...{ code: 'earlier-day-open', details: { date: '2026-05-06', earlier: DAY } },
    });
    world.done(backOffice, 'lockBusinessDay', without('T05'));
    expect(world.refused(backOffice, 'lockBusinessDay', lock())).toBe('day-locked');
  });

  it('is never of a date before the branch existed, forced or not', () => {
    const { world, server, backOffice, branchId, lock } = given();
    const early = lock({ date: '1990-01-01', force: true, reason: REASON });
    expect(world.try(backOffice, house.operations.get('lockBusinessDay') as never, early)).toMatchObject({
      ...{ code: 'day-before-branch', details: { date: '1990-01-01', opened: DAY } },
    });
    expect(world.ask(backOffice, dayChecklist, { branchId, date: '2026-05-03' }).hindrances).toEqual(['day-before-branch']);
    world.nowMs += 24 * HOUR_MS;
    const younger = world.done(server, 'createBranch', { name: 'Second', code: 'SEC' });
    expect(world.refused(backOffice, 'lockBusinessDay', { branchId: younger.branchId, date: DAY })).toBe('day-before-branch');
    expect(world.ask(backOffice, dayChecklist, { branchId: younger.branchId, date: '2026-05-05' }).hindrances).toEqual([]);
  });

  it('takes days on which nothing happened along', () => {
    const clinic = given();
    const { world, backOffice, branchId, lock } = clinic;
    world.done(backOffice, 'lockBusinessDay', lock());
    world.nowMs += 72 * HOUR_MS;
    hear(clinic);
    world.done(backOffice, 'lockBusinessDay', lock({ date: '2026-05-07' }));
    expect(world.refused(backOffice, 'lockBusinessDay', lock({ date: '2026-05-06' }))).toBe('day-locked');
    expect(world.ask(backOffice, dayFigures, { branchId, date: '2026-05-06' })).toMatchObject({
      state: 'LOCKED',
      asClosed: null,
    });
  });

  it('waits for a till that can be closed, forced or not, until its terminal is declared missing', () => {
    const clinic = given();
    const { world, backOffice, branchId, otherCashier, cashier, openTill, lock } = clinic;
    openTill(otherCashier);
    const tried = (asked?: object) => world.try(backOffice, house.operations.get('lockBusinessDay') as never, lock(asked));
    const open = { code: 'till-open', details: { count: 1, tills: 'T05 Ravi Nair' } };
    const forced = { force: true, reason: REASON };
    expect(tried()).toMatchObject(open);
    expect(tried(forced)).toMatchObject(open);
    expect(tried({ ...forced, missing: [] })).toMatchObject(open);
    expect(tried({ ...forced, missing: [cashier.place.terminalId] })).toMatchObject(open);
    expect(tried({ ...forced, missing: ['another'] })).toMatchObject({ code: 'terminal-not-of-day' });
    const missing = [otherCashier.place.terminalId];
    expect(tried({ force: true, missing, reason: 'because' })).toMatchObject({ code: 'reason-too-short' });
    expect(tried({ missing, reason: 'because' })).toMatchObject({ code: 'reason-too-short' });
    world.nowMs += 20_000;
    expect(world.done(backOffice, 'lockBusinessDay', lock({ missing, reason: REASON }))).toMatchObject({
      ...{ incomplete: true, missing: ['T05'], figures: { tills: [{ state: 'CLOSED' }, { state: 'OPEN' }] } },
    });
    const { terminals } = world.get(businessDay, `${branchId}:${DAY}`);
    expect(terminals.filter(({ declaredMissing }) => declaredMissing)).toMatchObject([
      { code: 'T05', state: 'MISSING', declaredMissing: { heardBeforeMs: 20_000, openTills: 1 } },
    ]);
  });

  it('waits for a handover to be taken, forced or not', () => {
    const clinic = given();
    const { world, backOffice, branchId, cashier, colleague, openTill, lock } = clinic;
    openTill(cashier);
    world.done(cashier, 'offerHandover', { toUserId: colleague.actor.userId, counts: countOf(50_000) });
    const tried = (asked?: object) => world.try(backOffice, house.operations.get('lockBusinessDay') as never, lock(asked));
    const waits = { code: 'handover-not-taken', details: { count: 1, tills: 'T02 cash cashier → Latha Rao' } };
    expect(tried()).toMatchObject(waits);
    expect(tried({ force: true, reason: REASON })).toMatchObject(waits);
    const checklist = () => world.ask(backOffice, dayChecklist, { branchId });
    expect(checklist()).toMatchObject({ hindrances: ['handover-not-taken'], warnings: [] });
    world.done(cashier, 'withdrawHandover', { reason: 'she did not come' });
    expect(checklist().hindrances).toEqual(['till-open']);
    clinic.closeTill(cashier, countOf(50_000));
    expect(world.done(backOffice, 'lockBusinessDay', lock())).toMatchObject({ incomplete: false, missing: [] });
  });

  it('is forced without names over those only of which nothing can be heard', () => {
    const clinic = given();
    const { world, backOffice, otherCashier, openTill, lock } = clinic;
    openTill(otherCashier);
    const tried = (asked?: object) => world.try(backOffice, house.operations.get('lockBusinessDay') as never, lock(asked));
    const waiting = (code: string, backlog: number) => {
      const { id } = world.records.find(terminal, {}).find((one) => one.code === code) ?? { id: '' };
      world.contacts = world.contacts.map((one) => (one.terminalId === id ? { ...one, backlog } : one));
    };
    hear(clinic, 'T05');
    waiting('T03', 2);
    expect(tried()).toMatchObject({
      code: 'terminals-missing',
      details: { count: 2, terminals: 'T03 Counter consulting, T05 Counter cashier 2 (Ravi Nair)' },
    });
    expect(tried({ force: true, reason: REASON })).toMatchObject({
      code: 'terminals-missing',
      details: { count: 1, terminals: 'T03 Counter consulting' },
    });
    waiting('T03', 0);
    expect(tried({ force: true, reason: REASON })).toMatchObject({ result: { incomplete: true, missing: ['T05'] } });
  });

  it('takes what was handed in since it was declared missing as complete', () => {
    const clinic = given();
    const { world, backOffice, branchId, otherCashier, lock } = clinic;
    const asked = lock({ missing: [otherCashier.place.terminalId], reason: REASON });
    expect(world.done(backOffice, 'lockBusinessDay', asked)).toMatchObject({ incomplete: false, missing: [] });
    const day = world.get(businessDay, `${branchId}:${DAY}`);
    expect(day).toMatchObject({ incomplete: false, reason: null });
    expect(day.terminals.every((one) => one.state === 'CLOSED' && !('declaredMissing' in one))).toBe(true);
  });

  it('folds a lock of before anybody had to declare what is missing as it was', () => {
    const clinic = given();
    const { world, backOffice, branchId, without } = clinic;
    hear(clinic, 'T05');
    world.done(backOffice, 'lockBusinessDay', without('T05'));
    const entry = world.entries.find(({ facts }) => facts.operation === 'lockBusinessDay');
    const said = entry?.changes.find(({ type }) => type === businessDayLocked.name)?.body as { terminals: object[] };
    const terminals = said.terminals.map(({ declaredMissing: _, ...one }: { declaredMissing?: unknown }) => one);
    const older = businessDayLocked.shape.parse({ ...said, terminals });
    expect(older).toEqual({ ...said, terminals });
    const folded = businessDay.handlers[0]?.fold(undefined, older as never, world.entryOf(backOffice), `${branchId}:${DAY}`);
    expect(folded).toMatchObject({ state: 'LOCKED', incomplete: true, terminals });
  });

  it('names the terminals it has not heard, and forced marks the day INCOMPLETE with the reason', () => {
    const clinic = given();
    const { world, backOffice, branchId, lock, without } = clinic;
    hear(clinic, 'T05');
    expect(world.try(backOffice, house.operations.get('lockBusinessDay') as never, lock())).toMatchObject({
      ...{ code: 'terminals-missing', details: { count: 1, terminals: 'T05 Counter cashier 2' } },
    });
    world.done(backOffice, 'lockBusinessDay', without('T05'));
    const day = world.get(businessDay, `${branchId}:${DAY}`);
    expect(day).toMatchObject({ incomplete: true, reason: REASON });
    expect(day.terminals.find(({ code }) => code === 'T05')).toMatchObject({
      ...{ state: 'MISSING', seq: 9, lastContactMs: world.nowMs - 1.5 * HOUR_MS, zNumbers: [] },
    });
  });
});

describe('a terminal of the day', () => {
  /** Codes that would be missing now. */
  function missing(clinic: PayingClinic): readonly string[] {
    const { world, backOffice, branchId } = clinic;
    const day = world.ask(backOffice, dayChecklist, { branchId, date: DAY });
    return day.terminals.filter(({ state }) => state === 'MISSING').map(({ code }) => code);
  }

  it('may be switched off once its work is in: a cashier’s after its Z, the others any time that day', () => {
    const clinic = given();
    hear(clinic, 'T01', 'T02', 'T03', 'T04', 'T05');
    expect(missing(clinic)).toEqual(['T05']);
  });

  it('is complete only as far as it was heard that day, where nothing is heard of it now; the day can be locked all the same', () => {
    const clinic = given();
    const { world, backOffice, branchId, lock } = clinic;
    const checklist = () => world.ask(backOffice, dayChecklist, { branchId, date: DAY });
    const unsure = () => checklist().terminals.flatMap(({ code, mayHaveMore }) => (mayHaveMore ? [code] : []));
    expect(unsure()).toEqual([]);
    hear(clinic, 'T02', 'T03');
    expect(unsure()).toEqual(['T02', 'T03']);
    expect(checklist()).toMatchObject({ warnings: ['terminals-silent'], hindrances: [] });
    // Heard the next morning, it has nothing more of this day, silent again or not.
    world.nowMs += 24 * HOUR_MS;
    hear(clinic, 'T02', 'T03');
    expect(unsure()).toEqual([]);
    expect(checklist().warnings).toEqual([]);
    expect(world.done(backOffice, 'lockBusinessDay', lock())).toMatchObject({ incomplete: false });
  });

  it('counts as closed when it is heard after the day', () => {
    const clinic = given();
    const { world } = clinic;
    world.nowMs += 26 * HOUR_MS;
    hear(clinic, 'T05');
    expect(missing(clinic)).toEqual([]);
  });

  it('is missing while entries wait there, when it is frozen, and when it was never heard', () => {
    const clinic = given();
    const { world } = clinic;
    const changed = (code: string, change: Partial<Contact>) => {
      const { id } = world.records.find(terminal, {}).find((one) => one.code === code) ?? { id: '' };
      world.contacts = world.contacts.map((one) => (one.terminalId === id ? { ...one, ...change } : one));
    };
    changed('T01', { backlog: 1 });
    changed('T03', { frozen: true });
    changed('T04', { lastContactMs: null });
    expect(missing(clinic)).toEqual(['T01', 'T03', 'T04']);
  });

  it('is not called missing while it can be reached: something there is not finished', () => {
    const clinic = given();
    const { world, backOffice, branchId, otherCashier, openTill } = clinic;
    openTill(otherCashier);
    const standing = () =>
      world.ask(backOffice, dayChecklist, { branchId, date: DAY }).terminals.find(({ code }) => code === 'T05');
    expect(standing()).toMatchObject({ state: 'MISSING', reachable: true });
    expect(standingOfDay(standing() ?? { state: 'CLOSED' })).toBe('UNFINISHED');
    hear(clinic, 'T05');
    expect(standingOfDay(standing() ?? { state: 'CLOSED' })).toBe('MISSING');
    expect([standingOfDay({ state: 'CLOSED', reachable: true }), standingOfDay({ state: 'MISSING' })]).toEqual([
      'CLOSED',
      'MISSING',
    ]);
  });

  it('is none of the day when it was enrolled after it, or revoked', () => {
    const clinic = given();
    const { world, server, branchId, backOffice, otherCashier } = clinic;
    world.done(server, 'revokeTerminal', { terminalId: otherCashier.place.terminalId, reason: 'broken' });
    world.nowMs += 48 * HOUR_MS;
    const before = world.ask(backOffice, dayChecklist, { branchId, date: DAY }).terminals.map(({ code }) => code);
    expect(before).toEqual(['T01', 'T02', 'T03', 'T04']);
  });
});

describe('the checklist', () => {
  it('says what stands between a branch and the lock', () => {
    const clinic = given();
    const { world, backOffice, branchId, services, otherCashier, openTill, readyVisit, without } = clinic;
    openTill(otherCashier);
    const visitId = readyVisit(services.scaling);
    const { token } = world.get(visit, visitId);
    const checklist = () => world.ask(backOffice, dayChecklist, { branchId });
    expect(checklist()).toMatchObject({
      ...{ date: DAY, today: DAY, state: 'OPEN', earlierOpen: null, visits: { PAID: 1, READY_FOR_BILLING: 1 } },
      ...{ unpaid: [{ id: visitId, token, state: 'READY_FOR_BILLING' }], totals: { receivedMinor: 150_000 } },
      ...{ hindrances: ['till-open'], tills: [{ state: 'CLOSED' }, { state: 'OPEN', tooOld: false }] },
    });
    hear(clinic, 'T05');
    expect(checklist().hindrances).toEqual(['terminals-missing']);
    world.nowMs += 30 * HOUR_MS;
    expect(checklist()).toMatchObject({ date: DAY, today: '2026-05-05', tills: [{}, { tooOld: true }] });
    world.done(backOffice, 'lockBusinessDay', without('T05'));
    expect(world.ask(backOffice, dayChecklist, { branchId, date: DAY })).toMatchObject({
      state: 'LOCKED',
      hindrances: ['day-locked'],
    });
    expect(checklist()).toMatchObject({ date: '2026-05-05', tills: [], staleTills: [{ terminalCode: 'T05', state: 'OPEN' }] });
  });
});

describe('what arrives after the lock', () => {
  /** The second cashier collects a scaling while out of touch; the day is locked without it. */
  function lateCollection() {
    const clinic = given();
    const { world, backOffice, otherCashier, services, readyVisit, without } = clinic;
    const visitId = readyVisit(services.scaling);
    const away = new OfflineTerminal(world, otherCashier);
    away.do('openTill', { openingFloatMinor: 0 });
    const { invoiceId } = away.do('issueInvoice', { visitId }) as { invoiceId: string };
    away.do('recordPayment', { invoiceId, tenders: [upi(120_000)], attemptId: 'attempt-1' });
    world.nowMs += HOUR_MS;
    hear(clinic, 'T05');
    const { figures } = world.done(backOffice, 'lockBusinessDay', without('T05'));
    return { ...clinic, away, figures, visitId };
  }

  it('counts in the first open day, stands in the supplement, and leaves the locked day alone', () => {
    const { world, away, branchId, backOffice, figures, visitId } = lateCollection();
    expect(away.do('closeTill', { counts: [] })).toMatchObject({ zNumber: 1 });
    expect(away.sync()).toEqual(Array(4).fill(['time-unproven']));
    expect(world.get(visit, visitId).state).toBe('PAID');
    expect(world.get(lockedFigures, `${branchId}:${DAY}`).figures).toEqual(figures);
    expect(world.get(branchDay, `${branchId}:${DAY}`).totals).toEqual(figures.totals);
    const late = { payments: 1, receivedMinor: 120_000, invoices: 1, invoicedMinor: 120_000, zs: 1 };
    expect(world.get(branchDay, `${branchId}:2026-05-05`)).toMatchObject({ totals: late, late });
    expect(world.get(supplement, `${branchId}:${DAY}`)).toMatchObject({
      ...{ totals: late, entries: 4, waiting: 4, postedDates: ['2026-05-05'], acknowledged: null },
    });
    expect(world.ask(backOffice, dayFigures, { branchId, date: DAY })).toMatchObject({
      ...{
        state: 'LOCKED',
        asClosed: figures,
        posted: { receivedMinor: 150_000 },
        asSinceKnown: { receivedMinor: 270_000, zs: 2 },
      },
      tills: [{ terminalCode: 'T02' }, { terminalCode: 'T05', zNumber: 1, receivedMinor: 120_000 }],
      lateEntries: [{ kind: 'till-closed' }, {}, {}, {}],
    });
    expect(world.ask(backOffice, dayFigures, { date: '2026-05-05' })).toMatchObject({
      ...{ state: 'OPEN', asClosed: null, posted: { receivedMinor: 120_000 }, postedLate: { receivedMinor: 120_000 } },
    });
  });

  it('is listed with its own date until a manager has seen it', () => {
    const { world, away, branchId, backOffice } = lateCollection();
    away.sync();
    const [arrival] = world.ask(backOffice, lateArrivals, {});
    expect(arrival?.supplement).toMatchObject({ businessDate: DAY, waiting: 3 });
    expect(arrival?.entries.find(({ kind }) => kind === 'payment')).toMatchObject({
      ...{ number: 'R05/2627/000001', amountMinor: 120_000, businessDate: DAY, postedDate: '2026-05-05' },
      reasons: ['late', 'time-unproven'],
    });
    const acknowledge = { branchId, businessDate: DAY };
    expect(world.refused(backOffice, 'acknowledgeSupplement', { ...acknowledge, entries: 4 })).toBe('not-so-many-entries');
    const seen = world.done(backOffice, 'acknowledgeSupplement', { ...acknowledge, entries: 3, note: 'counted with Ravi' });
    expect(seen).toEqual({ acknowledged: 3, waiting: 0 });
    expect(world.refused(backOffice, 'acknowledgeSupplement', acknowledge)).toBe('nothing-to-acknowledge');
    expect(world.ask(backOffice, lateArrivals, {})).toEqual([]);
    away.do('closeTill', { counts: [] });
    away.sync();
    expect(world.ask(backOffice, lateArrivals, {})).toMatchObject([{ supplement: { waiting: 1, acknowledged: { entries: 3 } } }]);
  });

  it('stands in the day book of its own date as since known, and of the day it counts in', () => {
    const { world, away, branchId, backOffice } = lateCollection();
    away.sync();
    const lines = (date: string, view: string) =>
      world
        .ask(backOffice, dayBook, { branchId, date, view })
        .lines.map(({ kind, late }) => [kind, late])
        .sort(([, a], [, b]) => Number(a) - Number(b));
    const bill = (late: boolean) => [
      ['invoice', late],
      ['payment', late],
    ];
    expect(lines(DAY, 'as-closed')).toEqual(bill(false));
    expect(lines(DAY, 'as-since-known')).toEqual([...bill(false), ...bill(true)]);
    expect(lines('2026-05-05', 'as-posted')).toEqual(bill(true));
    expect(lines('2026-05-05', 'as-closed')).toEqual([]);
    expect(world.ask(backOffice, dayBook, { date: DAY }).sums).toEqual({ invoice: 270_000, payment: 270_000 });
  });

  it('shows in the list of days and among the exceptions', () => {
    const { world, away, backOffice } = lateCollection();
    away.sync();
    expect(world.ask(backOffice, daysList, {})).toMatchObject([
      { date: '2026-05-05', state: 'OPEN', totals: { receivedMinor: 120_000 }, lateEntries: 0 },
      { date: DAY, state: 'LOCKED', incomplete: true, lateEntries: 3, waiting: 3, asSinceKnown: { receivedMinor: 270_000 } },
    ]);
    const found = world.ask(backOffice, exceptions, {}).map(({ kind, late }) => `${kind} ${late}`);
    expect(found.sort()).toEqual(['invoice true', 'payment true', 'till-opened true']);
  });
});
