import { describe, expect, it } from 'vitest';
import { payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { fraudPack } from './fraud-pack.ts';

describe('payment numbers in the fraud pack', () => {
  it('are listed where one stands on two receipts, with who took the later one, on its day', () => {
    const { world, cashier, backOffice, services, bill, readyVisit, pay, openTill } = payingClinic();
    openTill(cashier);
    const found = (from = '2026-05-01') => {
      const { rules } = world.ask(backOffice, fraudPack, { from, to: '2026-05-31' });
      return rules.find(({ name }) => name === 'shared-references');
    };
    const shown = (reference: string) =>
      pay(cashier, bill(cashier, readyVisit(services.filling)), { kind: 'upi', amountMinor: 150_000, reference, paysMore: true });
    const first = shown('312456789012');
    shown('400000000001');
    expect(found()).toMatchObject({ rows: [], alerts: 0 });
    const second = shown('3124 5678 9012');
    const name = expect.stringContaining(`312456789012: ${first.receiptNumber}, ${second.receiptNumber}`);
    expect(found()).toMatchObject({
      alerts: 1,
      rows: [{ about: 'receipt', id: second.paymentId, name, value: 1, count: 1, amountMinor: 150_000 }],
    });
    expect(found('2026-05-20')).toMatchObject({ rows: [] });
  });
});
