import { describe, expect, it } from 'vitest';
import { cash, countOf, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { fraudPack } from '../watch/fraud-pack.ts';
import { openingFloats } from './opening-floats.ts';
import { till } from './till.ts';
import { tillState } from './till-state.ts';
import { xReport } from './x-report.ts';
import { zDocument } from './z-document.ts';

const DAY = { from: '2026-05-04', to: '2026-05-04' };

/** A till of ₹500 and ₹1,500 taken, closed by a right count. @param leftMinor what its cashier says stays in the drawer */
function given(leftMinor?: number) {
  const clinic = payingClinic();
  const { world, cashier, services } = clinic;
  const tillId = clinic.openTill(cashier, 50_000);
  clinic.pay(cashier, clinic.bill(cashier, clinic.readyVisit(services.filling)), cash(150_000));
  world.done(cashier, 'closeTill', { counts: countOf(200_000), ...(leftMinor === undefined ? {} : { leftMinor }) });
  world.nowMs += 60_000;
  const open = (who: typeof cashier, openingFloatMinor: number) => {
    const opened = clinic.openTill(who, openingFloatMinor);
    world.nowMs += 60_000;
    return opened;
  };
  const floats = () => world.ask(clinic.backOffice, openingFloats, { branchId: clinic.branchId, ...DAY });
  const rule = () => {
    const { rules } = world.ask(clinic.backOffice, fraudPack, { branchId: clinic.branchId, ...DAY });
    return rules.find(({ name }) => name === 'opening-floats')?.rows;
  };
  return { ...clinic, tillId, open, floats, rule };
}

describe('the float a till begins with', () => {
  it('is compared with what the cashier before said stays in the drawer; only managers see by how much it differs', () => {
    const { world, cashier, colleague, open, floats, rule } = given(50_000);
    const second = open(colleague, 47_500);
    expect(floats()).toMatchObject([
      { tillId: second, afterZ: 1, floatMinor: 47_500, leftMinor: 50_000, said: true, differenceMinor: -2_500 },
    ]);
    expect(rule()).toMatchObject([{ id: colleague.actor.userId, value: 2_500, amountMinor: -2_500, alert: true }]);
    const seen = [world.ask(colleague, tillState, {}), world.ask(colleague, xReport, {})];
    expect(JSON.stringify(seen)).not.toMatch(/:-?2500\b|left|differ/i);
    expect(() => world.ask(cashier, openingFloats, { branchId: null, ...DAY })).toThrow('role-not-allowed');
  });

  it('is none to speak of where it is right', () => {
    const { cashier, open, floats, rule } = given(50_000);
    open(cashier, 50_000);
    expect(floats()).toMatchObject([{ differenceMinor: 0 }]);
    expect(rule()).toEqual([]);
  });

  it('is held against the whole count where nobody said what stays, which is shown and is no alert', () => {
    const { cashier, open, floats, rule } = given();
    open(cashier, 50_000);
    expect(floats()).toMatchObject([{ leftMinor: 200_000, said: false, differenceMinor: -150_000 }]);
    expect(rule()).toEqual([]);
  });

  it('never has more left than was counted, at the terminal and at the server', () => {
    const clinic = payingClinic();
    const { world, cashier } = clinic;
    const tillId = clinic.openTill(cashier, 50_000);
    expect(world.refused(cashier, 'closeTill', { counts: countOf(50_000), leftMinor: 50_001 })).toBe('left-exceeds-count');
    world.done(cashier, 'closeTill', { counts: countOf(50_000), leftMinor: 20_000 });
    expect(world.get(till, tillId).z).toMatchObject({ countedMinor: 50_000, leftMinor: 20_000 });
    expect(world.ask(cashier, zDocument, { tillId })).toMatchObject({ countedMinor: 50_000, leftMinor: 20_000 });
    const entry = world.entries.at(-1);
    const forged = structuredClone(entry?.changes[0]) as { type: string; body: { z: { leftMinor: number } } };
    forged.body.z.leftMinor = 60_000;
    const fresh = payingClinic();
    fresh.openTill(fresh.cashier, 50_000);
    expect(fresh.world.write([forged], fresh.world.entryOf(fresh.cashier))?.code).toBeDefined();
  });
});
