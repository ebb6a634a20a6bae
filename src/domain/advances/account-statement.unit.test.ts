import { expect, it } from 'vitest';
import { approved } from '../../../tests/fixtures/approvals.ts';
import { OfflineTerminal } from '../../../tests/fixtures/offline-terminal.ts';
import { cash, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { invoice } from '../invoices/invoice.ts';
import { visit } from '../visits/visit.ts';
import { accountStatement } from './account-statement.ts';

it('a second bill of one visit is owed by nobody, and so is the note that takes it back', () => {
  const { world, cashier, otherCashier, backOffice, services, readyVisit, openTill, pay } = payingClinic();
  for (const one of [cashier, otherCashier]) openTill(one);
  const visitId = readyVisit(services.filling);
  const { patientId } = world.get(visit, visitId);
  const counters = [cashier, otherCashier].map((one) => new OfflineTerminal(world, one));
  for (const one of counters) expect(one.do('issueInvoice', { visitId })).toBeTypeOf('object');
  for (const one of counters) one.sync();
  const bills = world.records.find(invoice, { patientId });
  const [first, second] = [bills.find(({ doubled }) => !doubled), bills.find(({ doubled }) => doubled)];
  if (!first || !second) throw new Error('no second bill');
  pay(cashier, first.id, cash(150_000));
  const wanted = { invoiceId: second.id, reason: 'billed twice' };
  const { approvalId } = world.done(otherCashier, 'requestCreditNote', wanted);
  approved(world, approvalId, backOffice);
  world.done(otherCashier, 'issueCreditNote', { ...wanted, approvalId });
  const asked = { patientId, from: '2026-05-01', to: '2026-05-31' };
  const said = world.ask(cashier, accountStatement, asked);
  expect(said?.lines.at(-1)?.balanceMinor).toBe(0);
  expect([said?.dueMinor, said?.advanceMinor]).toEqual([0, 0]);
});
