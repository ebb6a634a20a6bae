import { expect, it } from 'vitest';
import { cash, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { dayBook } from './day-book.ts';

it('names who did each line of the day book, invoices too', () => {
  const { world, cashier, backOffice, services, branchId, openTill, readyVisit, bill, pay } = payingClinic();
  openTill(cashier);
  pay(cashier, bill(cashier, readyVisit(services.filling)), cash(150_000));
  const { lines } = world.ask(backOffice, dayBook, { branchId, date: '2026-05-04' });
  const said = { byName: cashier.actor.name, terminalCode: 'T02' };
  expect(lines).toMatchObject([
    { kind: 'invoice', ...said },
    { kind: 'payment', ...said },
  ]);
});
