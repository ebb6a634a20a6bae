import { describe, expect, it } from 'vitest';
import { card, cash, countOf, payingClinic, upi } from '../../../tests/fixtures/paying-clinic.ts';
import { tillClosed } from './changes.ts';
import { till } from './till.ts';
import { tillState } from './till-state.ts';
import { xReport } from './x-report.ts';
import { zDocument } from './z-document.ts';
import { zSeries } from './z-series.ts';

/** A till with a float of ₹500 in which ₹1,500 in cash and ₹1,200 by UPI were taken. */
function given() {
  const clinic = payingClinic();
  const { services, cashier, readyVisit, bill, pay, openTill } = clinic;
  const tillId = openTill(cashier);
  pay(cashier, bill(cashier, readyVisit(services.filling)), cash(150_000, 200_000));
  pay(cashier, bill(cashier, readyVisit(services.scaling)), upi(120_000));
  return { ...clinic, tillId };
}

describe('a till', () => {
  it('is one at a time at a terminal, and its date is the terminal’s', () => {
    const { world, cashier, colleague, tillId } = given();
    expect(world.get(till, tillId)).toMatchObject({ state: 'OPEN', businessDate: '2026-05-04', terminalCode: 'T02', z: null });
    expect(world.refused(cashier, 'openTill', { openingFloatMinor: 0 })).toBe('till-already-open');
    expect(world.refused(colleague, 'openTill', { openingFloatMinor: 0 })).toBe('till-already-open');
    expect(world.refused(colleague, 'closeTill', { counts: [] })).toBe('till-of-another-cashier');
  });

  it('may begin with a float counted note by note, which is then in the log', () => {
    const { world, cashier } = payingClinic();
    const counts = [{ denominationMinor: 50_000, pieces: 3 }];
    expect(world.refused(cashier, 'openTill', { openingFloatMinor: 150_100, counts })).toBe('count-differs');
    const { tillId } = world.done(cashier, 'openTill', { openingFloatMinor: 150_000, counts });
    expect(world.get(till, tillId).openingFloatMinor).toBe(150_000);
    expect(world.entries.at(-1)?.changes).toMatchObject([{ type: 'till.opened.v1', body: { denominations: counts } }]);
  });

  it('is shown without a word of what should be in it', () => {
    const { world, cashier, colleague, tillId } = given();
    const shown = world.ask(cashier, tillState, {});
    expect(shown).toMatchObject({ open: { tillId, yours: true, payments: 2, tooOld: false }, businessDate: '2026-05-04' });
    expect(shown.denominations[0]).toBe(50_000);
    expect(JSON.stringify(shown)).not.toMatch(/\b(150000|200000|270000)\b/);
    expect(world.ask(colleague, tillState, {}).open?.yours).toBe(false);
    world.nowMs += 25 * 3_600_000;
    expect(world.ask(cashier, tillState, {}).open?.tooOld).toBe(true);
  });

  it('closes by a blind count into a Z that covers the terminal’s entries', () => {
    const { world, cashier, tillId } = given();
    const counts = [
      { denominationMinor: 10_000, pieces: 5 },
      { denominationMinor: 50_000, pieces: 3 },
      { denominationMinor: 100, pieces: 0 },
    ];
    const closed = world.done(cashier, 'closeTill', { counts });
    expect(closed).toEqual({ outcome: 'closed', tillId, zNumber: 1, countedMinor: 200_000 });
    const { z, state, closedAtMs } = world.get(till, tillId);
    expect([state, closedAtMs]).toEqual(['CLOSED', world.nowMs]);
    expect(z).toMatchObject({
      ...{ number: 1, firstSeq: 1, lastSeq: 5, payments: 2, invoices: 2, invoicedMinor: 270_000, reprints: 0 },
      ...{ takings: { cash: 150_000, card: 0, upi: 120_000, bank: 0 }, invoicedByCategory: { dental: 270_000, general: 0 } },
      ...{ openingFloatMinor: 50_000, countedMinor: 200_000, expectedMinor: 200_000, varianceMinor: 0 },
      ...{ grossInMinor: 270_000, grossOutMinor: 0 },
      denominations: [
        { denominationMinor: 50_000, pieces: 3 },
        { denominationMinor: 10_000, pieces: 5 },
      ],
    });
    expect(world.refused(cashier, 'closeTill', { counts })).toBe('no-open-till');
    expect(world.ask(cashier, tillState, {}).open).toBeNull();
  });

  it('is known by its Z to whoever comes next, also while theirs is open', () => {
    const { world, cashier, colleague, tillId, openTill, closeTill } = given();
    expect(world.ask(cashier, tillState, {}).lastZ).toBeNull();
    closeTill(cashier, countOf(200_000));
    expect(world.ask(colleague, tillState, {}).lastZ).toEqual({ tillId, number: 1 });
    world.nowMs += 60_000;
    openTill(colleague, 0);
    expect(world.ask(colleague, tillState, {}).lastZ).toEqual({ tillId, number: 1 });
  });

  it('closes at zero too, and the next Z goes on where the last one ended', () => {
    const { world, cashier, colleague, openTill, closeTill } = given();
    closeTill(cashier, countOf(190_000));
    const second = openTill(colleague, 0);
    expect(world.done(colleague, 'closeTill', { counts: [] })).toMatchObject({ zNumber: 2, countedMinor: 0 });
    expect(world.get(till, second).z).toMatchObject({
      ...{ number: 2, firstSeq: 7, lastSeq: 8, payments: 0, varianceMinor: 0, grossInMinor: 270_000 },
    });
    expect(world.get(zSeries, cashier.place.terminalId)).toMatchObject({ last: 2, openTillId: null, coveredSeq: 8 });
  });

  it('is counted in notes and coins there are, each once', () => {
    const { world, cashier } = given();
    const counting = (...denominations: number[]) => ({
      counts: denominations.map((denominationMinor) => ({ denominationMinor, pieces: 1 })),
    });
    expect(world.refused(cashier, 'closeTill', counting(30_000))).toBe('denomination-unknown');
    expect(world.refused(cashier, 'closeTill', counting(10_000, 10_000))).toBe('denomination-twice');
  });

  it('can be counted to the paisa where bills are not rounded', () => {
    const { world, cashier, server, pay, bill, readyVisit, services, closeTill, openTill } = given();
    const bills = bill(cashier, readyVisit(services.filling));
    world.done(cashier, 'recordPayment', { invoiceId: bills, tenders: [cash(10_037)], part: true, attemptId: 'attempt-1' });
    pay(cashier, bills, cash(139_963));
    const state = () => world.ask(cashier, tillState, {}).denominations.at(-1);
    expect(state()).toBe(1);
    closeTill(cashier, [...countOf(190_000 + 150_000), { denominationMinor: 1, pieces: 0 }]);
    const again = world.done(cashier, 'openTill', { openingFloatMinor: 37 }).tillId;
    const closed = world.done(cashier, 'closeTill', { counts: [{ denominationMinor: 1, pieces: 37 }] });
    expect(closed).toMatchObject({ outcome: 'closed', countedMinor: 37 });
    expect(world.get(till, again).z).toMatchObject({ varianceMinor: 0, denominations: [{ denominationMinor: 1, pieces: 37 }] });
    world.done(server, 'changeClinicSettings', { rounding: 'nearest-rupee' });
    expect(state()).toBe(100);
    openTill(cashier);
    const split = bill(cashier, readyVisit(services.filling));
    pay(cashier, split, cash(50_050), upi(99_950));
    expect(state()).toBe(1);
  });

  it('can be closed when it is too old to collect', () => {
    const { world, cashier, closeTill } = given();
    world.nowMs += 30 * 3_600_000;
    expect(closeTill(cashier, [])).toMatchObject({ zNumber: 1 });
  });

  it('is not believed when its Z is not what the till did', () => {
    const { world, cashier } = given();
    world.done(cashier, 'closeTill', { counts: countOf(200_000) });
    const entry = world.entries.at(-1);
    if (!entry) throw new Error('nothing was closed');
    const { z, ...body } = tillClosed.shape.parse(entry.changes[0]?.body);
    const fresh = given();
    const refusedAs = (change: Partial<typeof z>) =>
      fresh.world.write([tillClosed.of({ ...body, z: { ...z, ...change } })], entry.facts)?.code;
    expect(refusedAs({ takings: { ...z.takings, cash: 100_000 } })).toBe('z-differs');
    expect(refusedAs({ expectedMinor: 0, varianceMinor: 200_000 })).toBe('z-differs');
    expect(refusedAs({ payments: 1 })).toBe('z-differs');
    expect(refusedAs({ countedMinor: 0 })).toBe('z-differs');
    expect(refusedAs({ number: 2 })).toBe('number-not-next');
    expect(refusedAs({ firstSeq: 2 })).toBe('z-range-wrong');
    expect(refusedAs({ lastSeq: 4 })).toBe('z-range-wrong');
    expect(refusedAs({ grossInMinor: 0 })).toBe('perpetual-total-differs');
    expect(refusedAs({})).toBeUndefined();
  });
});

describe('who counts blind', () => {
  it('sees in an X what was taken by card and UPI, and nothing that tells the cash', () => {
    const { world, cashier, backOffice, tillId } = given();
    const x = world.ask(cashier, xReport, {});
    expect(x).toMatchObject({ payments: 2, invoices: 2, takings: { cash: null, card: 0, upi: 120_000, totalMinor: null } });
    expect(x).toMatchObject({ invoicedMinor: null, invoicedByCategory: null, expectedMinor: null, openingFloatMinor: 50_000 });
    expect(world.ask(backOffice, xReport, { tillId })).toMatchObject({
      ...{ invoicedMinor: 270_000, expectedMinor: 200_000 },
      takings: { cash: 150_000, card: 0, upi: 120_000, totalMinor: 270_000 },
    });
    expect(world.ask(backOffice, xReport, {})).toBeNull();
  });

  it('sees on the Z slip the count and not the variance, which a manager does', () => {
    const { world, cashier, backOffice, tillId, services, readyVisit, bill, pay, closeTill } = given();
    pay(cashier, bill(cashier, readyVisit(services.scaling)), card(120_000));
    expect(world.ask(cashier, zDocument, { tillId })).toBeNull();
    closeTill(cashier, countOf(190_000));
    const slip = world.ask(cashier, zDocument, { tillId });
    expect(slip).toMatchObject({
      ...{ zNumber: 1, countedMinor: 190_000, expectedMinor: null, varianceMinor: null, totalMinor: null, grossInMinor: null },
      ...{ letterhead: { clinicName: 'Smile Dental' }, firstSeq: 1, terminalCode: 'T02' },
    });
    expect(slip?.takings).toEqual([
      { kind: 'cash', amountMinor: null },
      { kind: 'card', amountMinor: 120_000 },
      { kind: 'upi', amountMinor: 120_000 },
      { kind: 'bank', amountMinor: 0 },
    ]);
    expect(world.ask(backOffice, zDocument, { tillId })).toMatchObject({
      ...{ expectedMinor: 200_000, varianceMinor: -10_000, totalMinor: 390_000, grossInMinor: 390_000 },
    });
  });
});
