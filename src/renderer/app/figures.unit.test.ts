import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_AMOUNT_MINOR } from '#domain/kernel/money.ts';
import { amountFault, figuresFor, parseAmount } from './figures.ts';

const rupees = figuresFor({ locale: 'en-IN', currency: 'INR', timeZone: 'Asia/Kolkata' });

describe('money', () => {
  it('is written in the clinic’s currency, grouped as its people read it', () => {
    expect(rupees.money(12_500_050)).toBe('₹1,25,000.50');
    expect(rupees.amount(0)).toBe('0.00');
  });

  it('knows currencies without minor units', () => {
    const yen = figuresFor({ locale: 'en-IN', currency: 'JPY', timeZone: 'Asia/Tokyo' });
    expect(yen.digits).toBe(0);
    expect(yen.amount(1500)).toBe('1,500');
    expect(yen.parseAmount('1,500')).toBe(1500);
    expect(yen.parseAmount('15.5')).toBeUndefined();
  });

  it.each([
    ['1250', 125_000],
    ['1,250.5', 125_050],
    ['₹ 12.50', 1250],
    ['.5', 50],
    ['12.', 1200],
    ['0', 0],
  ])('reads %s', (typed, minor) => {
    expect(parseAmount(typed, 2)).toBe(minor);
  });

  it.each(['', ' ', '.', '-5', '12.345', '1e3', 'abc', '5 - 2', '1234567890', '9'.repeat(400)])(
    'does not take %j for an amount',
    (typed) => {
      expect(parseAmount(typed, 2)).toBeUndefined();
    },
  );

  it.each([
    ['', 'empty'],
    [' ₹ ', 'empty'],
    ['abc', 'unreadable'],
    ['1e9', 'unreadable'],
    ['5 - 2', 'unreadable'],
    ['.', 'unreadable'],
    ['-', 'unreadable'],
    ['-500', 'negative'],
    ['-10.555', 'negative'],
    ['10.555', 'decimals'],
    ['0', 'zero'],
    ['0.00', 'zero'],
    ['6000', 'too-large'],
    ['99999999999', 'too-large'],
    ['5000', undefined],
    ['0.01', undefined],
  ])('says of %j, where at most 5000 is wanted: %s', (typed, fault) => {
    expect(amountFault(typed, 2, { mostMinor: 500_000 })).toBe(fault);
  });

  it('finds a fault in everything that it does not read, up to the most an amount can be', () => {
    expect(parseAmount('1,00,00,00,000', 2)).toBe(MAX_AMOUNT_MINOR);
    expect(amountFault('1000000000', 2)).toBeUndefined();
    expect(amountFault('1000000000.01', 2)).toBe('too-large');
    expect(amountFault('0', 2, { zero: true })).toBeUndefined();
    expect(rupees.amountFault('10.555', { zero: true })).toBe('decimals');
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String)), (typed) => {
        expect(amountFault(typed, 2, { zero: true }) === undefined).toBe(parseAmount(typed, 2) !== undefined);
      }),
    );
  });

  it('reads back whatever it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (minor) => {
        expect(rupees.parseAmount(rupees.amount(minor))).toBe(minor);
        expect(rupees.parseAmount(rupees.money(minor))).toBe(minor);
        expect(rupees.parseAmount(rupees.typedAmount(minor))).toBe(minor);
      }),
    );
  });
});

describe('time', () => {
  it('is the clinic’s, not the machine’s', () => {
    expect(rupees.time(Date.parse('2026-11-21T18:45:00Z'))).toBe('00:15');
  });

  it('leaves a business date where it is', () => {
    const west = figuresFor({ locale: 'en-IN', currency: 'USD', timeZone: 'America/Los_Angeles' });
    expect(west.date('2026-11-21')).toBe('21 Nov 2026');
  });

  it('says how long in the largest unit', () => {
    expect(rupees.lasting(45_000)).toMatch(/^45 sec/);
    expect(rupees.lasting(3 * 3_600_000 + 1)).toMatch(/^3 hr/);
  });

  it('writes Hindi with the digits that counters use', () => {
    const hindi = figuresFor({ locale: 'hi-IN-u-nu-latn', currency: 'INR', timeZone: 'Asia/Kolkata' });
    expect(hindi.money(12_500_050)).toBe('₹1,25,000.50');
    expect(hindi.date('2026-11-21')).toContain('21');
  });
});
