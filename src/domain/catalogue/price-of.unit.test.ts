import { describe, expect, it } from 'vitest';
import { smallClinic } from '../../../tests/fixtures/domain.ts';
import { priceList } from './price-list.ts';
import { priceOf } from './price-of.ts';
import { pricesOfService } from './prices-of-service.ts';

const TODAY = '2026-05-04';

function given() {
  const clinic = smallClinic();
  const { world, backOffice, services, branchId, doctorId } = clinic;
  const serviceId = services.filling;
  const set = (said: object) =>
    world.done(backOffice, 'setPrice', { serviceId, from: TODAY, reason: 'new list', ...said }).priceId;
  const asked = { serviceId, branchId, doctorId, date: TODAY };
  const price = (other: Partial<typeof asked> = {}) => priceOf(world.records, { ...asked, ...other })?.priceMinor;
  return { ...clinic, serviceId, set, price };
}

describe('the price of a service', () => {
  it('is the service’s own where no dated one holds', () => {
    const { price, set } = given();
    set({ priceMinor: 1, from: '2026-05-10', to: '2026-05-12' });
    expect([price(), price({ date: '2026-05-10' }), price({ date: '2026-05-12' }), price({ date: '2026-05-13' })]).toEqual([
      150_000, 1, 1, 150_000,
    ]);
    expect(price({ serviceId: 'none' })).toBeUndefined();
  });

  it('is the nearest one: doctor and branch, doctor, branch, all', () => {
    const { price, set, branchId, doctorId, otherDoctorId } = given();
    set({ priceMinor: 4, doctorId, branchId });
    set({ priceMinor: 3, doctorId });
    set({ priceMinor: 2, branchId });
    set({ priceMinor: 1 });
    expect(price()).toBe(4);
    expect(price({ branchId: 'elsewhere' })).toBe(3);
    expect(price({ doctorId: otherDoctorId })).toBe(2);
    expect(price({ doctorId: otherDoctorId, branchId: 'elsewhere' })).toBe(1);
  });

  it('is of two the one that began last, and of those the one set last', () => {
    const { price, set } = given();
    set({ priceMinor: 1 });
    set({ priceMinor: 2, from: '2026-06-01', to: '2026-06-30' });
    set({ priceMinor: 3, from: '2026-06-01', to: '2026-06-30' });
    expect([price(), price({ date: '2026-06-15' }), price({ date: '2026-07-01' })]).toEqual([1, 3, 1]);
  });

  it('ends when it is ended, and never for days that are over', () => {
    const { world, backOffice, set, price, serviceId } = given();
    const priceId = set({ priceMinor: 7 });
    const end = { serviceId, priceId, reason: 'Wrong' };
    expect(world.refused(backOffice, 'endPrice', { ...end, to: '2026-05-01' })).toBe('ends-in-past');
    world.done(backOffice, 'endPrice', { ...end, to: '2026-05-03' });
    expect(price()).toBe(150_000);
    world.businessDate = '2026-05-06';
    expect(world.refused(backOffice, 'endPrice', { ...end, to: '2026-05-09' })).toBe('price-ended');
    expect(world.ask(backOffice, pricesOfService, { serviceId }).prices).toMatchObject([{ priceMinor: 7, standing: 'past' }]);
  });

  it.each<[string, object, string]>([
    ['yesterday', { from: '2026-05-03' }, 'begins-in-past'],
    ['an end before its beginning', { to: '2026-05-03' }, 'ends-before-it-begins'],
    ['a branch that is none', { branchId: 'none' }, 'branch-unknown'],
    ['a doctor who is none', { doctorId: 'none' }, 'doctor-unknown'],
    ['a service that is none', { serviceId: 'none' }, 'service-unknown'],
    ['less than nothing', { priceMinor: -1 }, 'invalid-input'],
  ])('is not set for %s', (_what, wrong, code) => {
    const { world, backOffice, serviceId } = given();
    expect(world.refused(backOffice, 'setPrice', { serviceId, from: TODAY, reason: 'new list', priceMinor: 5, ...wrong })).toBe(
      code,
    );
  });

  it('is bounded in number', () => {
    const { world, backOffice, set, serviceId } = given();
    for (let one = 0; one < 300; one++) set({ priceMinor: one });
    expect(world.refused(backOffice, 'setPrice', { serviceId, from: TODAY, reason: 'new list', priceMinor: 5 })).toBe(
      'too-many-prices',
    );
  });

  it('takes rate and HSN of its tax code, whose rate changes on a day', () => {
    const { world, backOffice, serviceId, branchId, doctorId } = given();
    const { taxCodeId } = world.done(backOffice, 'addTaxCode', {
      ...{ code: 'gst-oral', name: 'Oral care', supply: 'taxable', hsnSac: '33061020', rateBasisPoints: 1800 },
    });
    const offer = { serviceId, code: 'D-COMP', name: 'Filling', category: 'dental', priceMinor: 150_000 };
    world.done(backOffice, 'changeService', { ...offer, active: true, taxCodeId, priceIncludesTax: true, reason: 'GST' });
    world.done(backOffice, 'setTaxRate', { taxCodeId, rateBasisPoints: 500, from: '2026-09-22', reason: 'Notification' });
    const on = (date: string) => priceOf(world.records, { serviceId, branchId, doctorId, date });
    expect(on('2026-09-21')).toMatchObject({ taxRateBasisPoints: 1800, hsnSac: '33061020', priceIncludesTax: true });
    expect(on('2026-09-22')).toMatchObject({ taxRateBasisPoints: 500, supply: 'taxable' });
    // An older program, which knows nothing of tax codes, changes the name and leaves the rest.
    world.done(backOffice, 'changeService', { ...offer, name: 'Filling, white', active: true });
    expect(on('2026-09-22')).toMatchObject({ taxRateBasisPoints: 500, priceIncludesTax: true, name: 'Filling, white' });
  });
});

describe('a tax code', () => {
  it.each<[string, object, string]>([
    ['a rate for what is exempt', { supply: 'exempt', rateBasisPoints: 500 }, 'exempt-has-no-rate'],
    ['a code in use', { code: 'GST18' }, 'tax-code-taken'],
    ['an HSN of letters', { hsnSac: 'ABCD' }, 'invalid-input'],
  ])('is not added with %s', (_what, wrong, code) => {
    const { world, backOffice } = smallClinic();
    const gst = { code: 'GST18', name: 'GST 18 %', supply: 'taxable', hsnSac: '999722', rateBasisPoints: 1800 };
    world.done(backOffice, 'addTaxCode', gst);
    expect(world.refused(backOffice, 'addTaxCode', { ...gst, code: 'NEW', ...wrong })).toBe(code);
  });

  it('gets no rate for days that are over', () => {
    const { world, backOffice } = smallClinic();
    const { taxCodeId } = world.done(backOffice, 'addTaxCode', { code: 'A', name: 'A', supply: 'taxable' });
    const rate = { taxCodeId, rateBasisPoints: 500, from: '2026-05-03', reason: 'Late' };
    expect(world.refused(backOffice, 'setTaxRate', rate)).toBe('begins-in-past');
    expect(world.refused(backOffice, 'setTaxRate', { ...rate, taxCodeId: 'none' })).toBe('tax-code-unknown');
    expect(
      world.refused(backOffice, 'addService', { code: 'S', name: 'S', category: 'dental', priceMinor: 1, taxCodeId: 'x' }),
    ).toBe('tax-code-unknown');
  });
});

describe('a package', () => {
  it('stands for other services, and for no package', () => {
    const { world, backOffice, cashier, services } = smallClinic();
    const { filling, scaling, whitening } = services;
    const items = [
      { serviceId: filling, quantity: 2 },
      { serviceId: scaling, quantity: 1 },
    ];
    world.done(backOffice, 'definePackage', { serviceId: whitening, items });
    expect(world.ask(cashier, priceList, {}).find(({ serviceId }) => serviceId === whitening)?.items).toEqual(items);
    const of = (serviceId: string, ...ids: string[]) =>
      world.refused(backOffice, 'definePackage', { serviceId, items: ids.map((one) => ({ serviceId: one, quantity: 1 })) });
    expect(of(whitening, whitening)).toBe('package-in-package');
    expect(of(filling, whitening)).toBe('package-in-package');
    expect(of(whitening, filling, filling)).toBe('item-twice');
    expect(of(whitening, 'none')).toBe('service-unknown');
    expect(of('none', filling)).toBe('service-unknown');
    world.done(backOffice, 'definePackage', { serviceId: whitening, items: [] });
    expect(world.ask(backOffice, pricesOfService, { serviceId: whitening }).items).toEqual([]);
  });
});
