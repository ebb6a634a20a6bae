import { describe, expect, it } from 'vitest';
import { cash, countOf, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { countedIn } from './counted-in.ts';

describe('what an entry of the log counted', () => {
  it('is the first count or the Z of a till, which are entries of one operation', () => {
    const clinic = payingClinic();
    const { world, cashier } = clinic;
    clinic.openTill(cashier, 50_000);
    clinic.pay(cashier, clinic.bill(cashier, clinic.readyVisit(clinic.services.filling)), cash(150_000));
    clinic.closeTill(cashier, countOf(190_000));
    const closing = world.entries.filter(({ facts }) => facts.operation === 'closeTill');
    expect(closing.map(countedIn)).toEqual([{ is: 'first-count' }, { is: 'z', number: 1 }]);
    const others = world.entries.filter(({ facts }) => facts.operation !== 'closeTill');
    expect(others.map(countedIn).every((one) => one === null)).toBe(true);
    expect(countedIn({ changes: [null] })).toBeNull();
  });
});
