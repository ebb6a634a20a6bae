import { describe, expect, it } from 'vitest';
import { payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { printersHere } from './printers-here.ts';

const roll = { target: 'network', host: '192.168.1.50', port: 9100, name: 'Roll', paper: '80mm' } as const;
const sheet = { target: 'system', deviceName: 'HP LaserJet', name: 'Office', paper: 'a5' } as const;
const common = { letterhead: 'printed', language: 'en' } as const;
const wanted = {
  printers: [
    { ...roll, ...common },
    { ...sheet, ...common, letterhead: 'preprinted' },
  ],
  routes: { receipt: 'Roll', invoice: 'Office' },
  receiptsAtOnce: true,
};

describe('the printers of a terminal', () => {
  it('are set by a manager there, and are that terminal’s alone', () => {
    const { world, cashier, backOffice } = payingClinic();
    expect(world.ask(backOffice, printersHere, {})).toEqual({ printers: [], routes: {}, receiptsAtOnce: false });
    world.done(backOffice, 'setPrinters', wanted);
    expect(world.ask(backOffice, printersHere, {})).toEqual(wanted);
    expect(world.ask(cashier, printersHere, {}).printers).toEqual([]);
    expect(world.refused(cashier, 'setPrinters', wanted)).toBe('role-not-allowed');
  });

  it('have names of their own, and nothing goes to one that is not there', () => {
    const { world, backOffice } = payingClinic();
    const twice = { ...wanted, printers: [...wanted.printers, { ...roll, ...common }] };
    expect(world.refused(backOffice, 'setPrinters', twice)).toBe('printer-name-taken');
    expect(world.refused(backOffice, 'setPrinters', { ...wanted, routes: { z: 'Attic' } })).toBe('printer-unknown');
  });

  it.each([
    ['an address that is none', { host: 'http://x/' }],
    ['a port that is none', { port: 70_000 }],
    ['a network printer of sheets', { paper: 'a4' }],
    ['a name of nothing', { name: '  ' }],
  ])('refuse %s', (_what, wrong) => {
    const { world, backOffice } = payingClinic();
    const printers = [{ ...roll, ...common, ...wrong }];
    expect(world.refused(backOffice, 'setPrinters', { printers, routes: {}, receiptsAtOnce: false })).toBe('invalid-input');
  });
});
