import { beforeEach, describe, expect, it } from 'vitest';
import { type PayingClinic, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { businessDayLocked } from '../business-days/changes.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { cashDropped, cashPaidOut } from '../tills/changes.ts';
import { fraudPack } from './fraud-pack.ts';
import { watchAlerts } from './watch-alerts.ts';
import { watchNotes } from './watch-notes.ts';

/** The world's day is 4 May 2026. */
const TODAY = '2026-05-04';
const STRETCH = { from: '2026-05-01', to: '2026-05-31' };
const LATE = { businessDate: TODAY, postedDate: '2026-05-05', late: true };

let clinic: PayingClinic;
beforeEach(() => {
  clinic = payingClinic();
});

/** The day is locked over the cashier's terminal, which is declared missing or was complete. */
function lockToday(missing: boolean): void {
  const { world, server, branchId, cashier } = clinic;
  const { terminalId, terminalCode: code } = cashier.place;
  const seen = { seq: 1, hash: '', lastContactMs: world.nowMs, zNumbers: [] };
  const at = { terminalId, code, name: 'Cash', kind: 'cashier', ...seen };
  const over = { ...at, state: 'MISSING' as const, declaredMissing: { heardBeforeMs: 19_000, openTills: 1 } };
  const terminals = [missing ? over : { ...at, state: 'CLOSED' as const }];
  const said = { lockedByName: 'Meena', incomplete: missing, reason: missing ? 'nobody answers' : null, terminals };
  world.fold([businessDayLocked.of({ branchId, date: TODAY, ...said })], world.entryOf(server));
}

function movement(movementId: string, amountMinor: number) {
  return { movementId, tillId: 'till', cashierName: 'Ravi', amountMinor, reason: 'for the courier' };
}

/** What the terminal sends after the lock: a pay-out and a drop. */
function sentLate(found: Partial<EntryFacts> = {}): void {
  const { world, cashier } = clinic;
  const out = { category: 'courier' as const, payee: 'Courier', payeeId: null, slip: null };
  world.fold([cashPaidOut.of({ ...movement('out', 30_000), ...out })], {
    ...world.entryOf(cashier),
    seq: 901,
    ...LATE,
    ...found,
  });
  world.fold([cashDropped.of({ ...movement('drop', 60_500), envelope: null })], {
    ...world.entryOf(cashier),
    ...{ seq: 902, ...LATE, ...found },
  });
}

function row() {
  const { rules } = clinic.world.ask(clinic.backOffice, fraudPack, STRETCH);
  return rules.find(({ name }) => name === 'clock-attempts')?.rows[0];
}

function alerts(): readonly string[] {
  return clinic.world.ask(clinic.backOffice, watchAlerts, {}).map(({ rule }) => rule);
}

describe('what arrives after the lock of its day', () => {
  it('is counted, and what is of unlike kinds is not added up', () => {
    lockToday(false);
    sentLate();
    expect(row()).toMatchObject({ id: clinic.cashier.place.terminalId, value: 2, count: 2, amountMinor: 0, alert: true });
    expect(row()).not.toHaveProperty('cameLater');
  });

  it('is said to come of the lock where the terminal was declared missing, and is no alert', () => {
    const { world, backOffice, cashier } = clinic;
    lockToday(true);
    sentLate();
    expect(row()).toMatchObject({ id: cashier.place.terminalId, value: 0, count: 2, cameLater: [TODAY], alert: false });
    expect(alerts()).not.toContain('clock-attempts');
    const { terminalId } = cashier.place;
    expect(world.ask(backOffice, watchNotes, { ...STRETCH, kinds: ['late'], terminalId })).toHaveLength(2);
  });

  it('is an alert all the same where its clock cannot be right, or where it is of another day', () => {
    lockToday(true);
    sentLate({ flags: ['clock-suspect'] });
    expect(row()).toMatchObject({ value: 2, count: 4, alert: true });
    expect(alerts()).toContain('clock-attempts');
    clinic = payingClinic();
    lockToday(true);
    sentLate({ businessDate: '2026-05-02' });
    expect(row()).toMatchObject({ value: 2, count: 2, alert: true });
  });
});
