import { describe, expect, it } from 'vitest';
import { smallClinic } from '../../../tests/fixtures/domain.ts';
import { service } from './service.ts';
import { serviceSearch } from './service-search.ts';
import { servicesList } from './services-list.ts';
import { STARTER_PRICE_LIST } from './starter-price-list.ts';

const xray = { code: 'd-xray', name: 'Intra-oral X-ray', category: 'dental', priceMinor: 20_000 };

describe('a service', () => {
  it('is offered with its price, tax and code', () => {
    const { world, backOffice } = smallClinic();
    const { serviceId } = world.done(backOffice, 'addService', { ...xray, taxRateBasisPoints: 1800, hsnSac: '999312' });
    expect(world.get(service, serviceId)).toMatchObject({
      code: 'D-XRAY',
      priceMinor: 20_000,
      taxRateBasisPoints: 1800,
      active: true,
    });
  });

  it.each<[string, object, string]>([
    ['a code in use', { code: 'D-COMP' }, 'service-code-taken'],
    ['half a paisa', { priceMinor: 0.5 }, 'invalid-input'],
    ['a price below nothing', { priceMinor: -1 }, 'invalid-input'],
    ['more tax than price', { taxRateBasisPoints: 10_001 }, 'invalid-input'],
    ['an HSN of letters', { hsnSac: 'ABCD' }, 'invalid-input'],
    ['no category', { category: 'cosmetic' }, 'invalid-input'],
  ])('is not offered with %s', (_what, wrong, code) => {
    const { world, backOffice } = smallClinic();
    expect(world.refused(backOffice, 'addService', { ...xray, ...wrong })).toBe(code);
  });

  it('changes, keeps its own code and leaves the lists when it is no longer offered', () => {
    const { world, backOffice, reception, services } = smallClinic();
    const composite = {
      serviceId: services.filling,
      code: 'D-COMP',
      name: 'Composite filling',
      category: 'dental',
      priceMinor: 1,
    };
    const filling = { ...composite, reason: 'new list' };
    world.done(backOffice, 'changeService', { ...filling, active: false });
    const names = (withInactive: boolean) => world.ask(reception, servicesList, { withInactive }).map(({ name }) => name);
    expect(names(false)).toEqual(['Scaling and polishing', 'Teeth whitening']);
    expect(names(true)).toContain('Composite filling');
    expect(world.ask(reception, serviceSearch, { text: 'composite' })).toEqual([]);
    expect(world.refused(backOffice, 'changeService', { ...filling, code: 'D-SCAL', active: true })).toBe('service-code-taken');
  });

  it('gets another price or tax only with a reason, another name without', () => {
    const { world, backOffice, services } = smallClinic();
    const { id: serviceId, ...offer } = world.get(service, services.filling);
    const change = (some: object) => ({ ...offer, serviceId, ...some });
    const refused = (some: object) => world.refused(backOffice, 'changeService', change(some));
    world.done(backOffice, 'changeService', change({ name: 'Filling, white' }));
    expect(refused({ priceMinor: offer.priceMinor + 1 })).toBe('price-reason-needed');
    expect(refused({ taxRateBasisPoints: 500 })).toBe('price-reason-needed');
    expect(refused({ priceIncludesTax: true, reason: ' ' })).toBe('price-reason-needed');
    world.done(backOffice, 'changeService', change({ priceMinor: offer.priceMinor + 1, reason: 'new list' }));
    const dated = { serviceId, from: '2026-05-04', priceMinor: 5 };
    expect(world.refused(backOffice, 'setPrice', dated)).toBe('price-reason-needed');
  });

  it('is found by code and words', () => {
    const { world, cashier } = smallClinic();
    for (const text of ['scal', 'd-sca', 'polish scaling'])
      expect(
        world.ask(cashier, serviceSearch, { text }).map(({ code }) => code),
        text,
      ).toEqual(['D-SCAL']);
  });

  it('is found with the price that holds today, in this branch', () => {
    const { world, cashier, backOffice, services } = smallClinic();
    const found = () => world.ask(cashier, serviceSearch, { text: 'D-COMP' })[0];
    const own = found()?.priceMinor;
    expect(found()?.priceNowMinor).toBe(own);
    const dated = { serviceId: services.filling, priceMinor: 160_000, from: world.businessDate, reason: 'new list' };
    world.done(backOffice, 'setPrice', { ...dated, branchId: cashier.place.branchId });
    expect(found()).toMatchObject({ priceMinor: own, priceNowMinor: 160_000 });
  });

  it('is priced by managers, at the back office', () => {
    const { world, cashier, consulting, reception, backOffice } = smallClinic();
    for (const who of [cashier, consulting, reception]) expect(world.refused(who, 'addService', xray)).toBe('role-not-allowed');
    expect(world.refused({ ...cashier, actor: backOffice.actor }, 'addService', xray)).toBe('not-at-this-terminal');
  });
});

describe('the starter price list', () => {
  it('can be offered as it is', () => {
    const { world, backOffice, services } = smallClinic();
    for (const [at, serviceId] of Object.values(services).entries())
      world.done(backOffice, 'changeService', { ...xray, serviceId, code: `OLD-${at}`, active: false, reason: 'new list' });
    for (const one of STARTER_PRICE_LIST) world.done(backOffice, 'addService', one);
    expect(world.ask(backOffice, servicesList, {})).toHaveLength(STARTER_PRICE_LIST.length);
    for (const category of ['dental', 'general'] as const)
      expect(world.ask(backOffice, servicesList, { category }).length).toBeGreaterThan(8);
  });
});
