import { beforeEach, describe, expect, it } from 'vitest';
import type { Standing } from '../../../tests/fixtures/domain.ts';
import { bank, card, cash, type PayingClinic, payingClinic, upi } from '../../../tests/fixtures/paying-clinic.ts';
import { patientAccount } from '../advances/patient-account.ts';
import { invoice } from '../invoices/invoice.ts';
import { sum } from '../kernel/money.ts';
import { exportKinds, house } from '../registry.ts';
import { visit } from '../visits/visit.ts';
import { documentSummary } from './document-summary.ts';
import type { ExportValue } from './export-kind.ts';
import { moneyEvents } from './money-events.ts';
import { owesMore } from './patient-ledger.ts';
import { vouchers } from './vouchers.ts';

let clinic: PayingClinic;
let cashier: Standing;
const asked = () => ({ branchId: clinic.branchId, from: '2026-05-01', to: '2026-05-31' });

function rowsOf(kind: string, over = asked()): ExportValue[][] {
  const found = exportKinds.find((one) => one.kind === kind);
  if (!found) throw new Error(`no export ${kind}`);
  return [...found.rows(over, clinic.world.records)].map((row) => {
    expect(row).toHaveLength(found.columns.length);
    return [...row];
  });
}

/** Documents of patients alone: what drawers held besides has a test of its own. */
const ofPatients = (row: ExportValue[]) => DOCUMENTS.has(String(row[3]));
const PAID = 'Payment of an invoice';
const ADVANCE = 'Advance received';
const APPLIED = 'Advance applied to an invoice';
const DOCUMENTS = new Set(['Invoice', PAID, ADVANCE, APPLIED]);

/** Two days with bills, split and part payments, an advance taken and applied, and the drawer used. */
beforeEach(() => {
  clinic = payingClinic();
  cashier = clinic.cashier;
  const { world, services, otherCashier } = clinic;
  clinic.openTill(cashier);
  clinic.openTill(otherCashier);
  const taxed = clinic.bill(cashier, clinic.readyVisit(services.whitening, services.filling));
  clinic.pay(cashier, taxed, cash(500_000), card(300_000), upi(100_000), bank(world.get(invoice, taxed).totalMinor - 900_000));
  const second = clinic.readyVisit(services.scaling);
  const { patientId } = world.get(visit, second);
  world.nowMs += 60_000;
  const advance = { patientId, tenders: [upi(50_000)], purpose: 'deposit' as const, attemptId: 'advance-1' };
  world.done(otherCashier, 'receiveAdvance', advance);
  world.nowMs += 86_400_000;
  world.businessDate = '2026-05-05';
  clinic.closeTill(otherCashier, []);
  clinic.openTill(otherCashier);
  const bill = clinic.bill(otherCashier, second);
  world.done(otherCashier, 'applyAdvance', { invoiceId: bill, amountMinor: 50_000, attemptId: 'applying-1' });
  clinic.pay(otherCashier, bill, cash(70_000));
  world.nowMs += 60_000;
  clinic.bill(otherCashier, clinic.readyVisit(services.filling));
});

describe('exports', () => {
  it('tell every document once, in the order of time', () => {
    const book = rowsOf('day-book').filter(ofPatients);
    expect(book.map(([date, , , what]) => [date, what])).toEqual([
      ['2026-05-04', 'Invoice'],
      ['2026-05-04', PAID],
      ['2026-05-04', ADVANCE],
      ['2026-05-05', 'Invoice'],
      ['2026-05-05', APPLIED],
      ['2026-05-05', PAID],
      ['2026-05-05', 'Invoice'],
    ]);
    expect(book[4]?.slice(7, 9)).toEqual(['T05', clinic.otherCashier.actor.name]);
    expect(book[1]).toEqual(expect.arrayContaining(['T02', 'cash + card + upi + bank']));
    expect(rowsOf('day-book', { ...asked(), from: '2026-05-05' }).filter(ofPatients)).toHaveLength(4);
  });

  it('agree with each other, with the patients’ accounts, and with what the log says went over the counter', () => {
    const { world } = clinic;
    const events = [...moneyEvents(world.records, asked())];
    const total = (kinds: readonly string[]) =>
      sum(events.filter(({ kind }) => kinds.includes(kind)).map((one) => one.amountMinor));
    const moved = world.entries.flatMap(({ changes }) =>
      changes.map((change) => house.changes.get(change.type)?.moves?.(change.body)),
    );
    expect(total(['payment', 'advance'])).toBe(sum(moved.map((one) => one?.inMinor ?? 0)));
    const tenders = rowsOf('tender-ledger').filter((row) => row[7] === PAID || row[7] === ADVANCE);
    expect(sum(tenders.map((row) => Number(row[5] ?? 0)))).toBe(total(['payment', 'advance']));
    const owed = sum(events.map(owesMore));
    const dues = sum(world.records.find(invoice, {}).map((one) => one.totalMinor - one.paidMinor - one.appliedMinor));
    const advances = sum(world.records.find(patientAccount, {}).map((one) => one.advanceMinor));
    expect(owed).toBe(dues - advances);
    expect(sum(rowsOf('patient-ledger').map((row) => Number(row[5] ?? 0) - Number(row[6] ?? 0)))).toBe(owed);
  });

  it('carry a patient’s balance forward', () => {
    const ledger = rowsOf('patient-ledger', { ...asked(), from: '2026-05-05' });
    expect(ledger.filter(([name]) => name === 'Patient 2').map(([, , what, , , , , balance]) => [what, balance])).toEqual([
      ['Brought forward', -50_000],
      ['Invoice', 70_000],
      [APPLIED, 70_000],
      [PAID, 0],
    ]);
  });

  it('split each tax so that ledger, summary and invoices come to the same', () => {
    const ledger = rowsOf('tax-ledger');
    const summary = rowsOf('tax-summary');
    const invoices = clinic.world.records.find(invoice, {});
    const taxMinor = sum(invoices.map((one) => one.taxMinor));
    expect(taxMinor).toBeGreaterThan(0);
    expect(sum(ledger.map((row) => Number(row[9]) + Number(row[10])))).toBe(taxMinor);
    expect(sum(summary.map((row) => Number(row[5]) + Number(row[6])))).toBe(taxMinor);
    expect(sum(summary.map((row) => Number(row[7])))).toBe(sum(invoices.map((one) => one.netMinor + one.taxMinor)));
    expect(summary).toContainEqual(['2026-05', '999312', 1800, 1, 800_000, 72_000, 72_000, 944_000]);
  });

  it('summarise documents as GSTR-1 table 13 does, number for number what the log has', () => {
    const numbers = new Map<string, string[]>();
    for (const { changes, facts } of clinic.world.entries) {
      const issued = changes.some(({ type }) => !type.startsWith('receipt.'));
      if (facts.documentNumber === null || !issued) continue;
      const series = facts.documentNumber.slice(0, facts.documentNumber.lastIndexOf('/'));
      numbers.set(series, [...(numbers.get(series) ?? []), facts.documentNumber]);
    }
    const summary = documentSummary(clinic.world.records, asked());
    expect(summary.map(({ from, to, total }) => [from, to, total]).sort()).toEqual(
      [...numbers.values()].map((all) => [all[0], all.at(-1), all.length]).sort(),
    );
    for (const { cancelled, net, total } of summary) expect([cancelled, net]).toEqual([0, total]);
    expect(summary.map(({ nature }) => nature)).toContain('Invoices for outward supply');
  });

  it('make vouchers of every document, line by line', () => {
    const all = [...vouchers(clinic.world.records, asked())];
    const documents = all.filter(({ number, type }) => number !== '' || type === 'Journal');
    expect(documents.map(({ type }) => type)).toEqual(['Sales', 'Receipt', 'Receipt', 'Sales', 'Journal', 'Receipt', 'Sales']);
    expect(rowsOf('journal').length).toBe(sum(all.map(({ postings }) => postings.length)));
  });

  it('are logged with who took what, and refused where that cannot be', () => {
    const { world, backOffice, branchId } = clinic;
    const wanted = { kind: 'day-book', format: 'csv' as const, branchId, from: '2026-05-01', to: '2026-05-31' };
    world.done(backOffice, 'takeExport', wanted);
    expect(world.log.at(-1)).toMatchObject({ type: 'export.taken.v1', body: { ...wanted, byName: backOffice.actor.name } });
    expect(world.refused(backOffice, 'takeExport', { ...wanted, kind: 'everything' })).toBe('export-unknown');
    expect(world.refused(backOffice, 'takeExport', { ...wanted, format: 'zip' })).toBe('export-format-unknown');
    expect(world.refused(backOffice, 'takeExport', { ...wanted, from: '2026-06-01' })).toBe('dates-reversed');
    expect(world.refused(backOffice, 'takeExport', { ...wanted, to: '2027-12-31' })).toBe('export-too-long');
    expect(world.refused(cashier, 'takeExport', wanted)).toBe('role-not-allowed');
  });
});
