import { describe, expect, it } from 'vitest';
import { figuresFor } from '../app/figures.ts';
import { readFacts } from './facts-of-request.ts';

const figures = figuresFor({ locale: 'en-IN', currency: 'INR', timeZone: 'Asia/Kolkata' });
const words = {
  names: { yes: 'Yes', amountMinor: 'Amount', payee: 'Paid to', lines: 'Lines' },
  values: { category: { courier: 'Courier' } },
};

describe('what a request says', () => {
  it('is read in words: money, percent and dates as people write them, and no ids', () => {
    const facts = {
      tillId: 't1',
      amountMinor: 90_000,
      rateBasisPoints: 1250,
      payee: 'Blue Dart',
      slip: null,
      on: '2026-11-21',
      source: { kind: 'payment', tenderIndex: 0 },
    };
    expect(readFacts(facts, words, figures)).toEqual([
      ['Amount', '₹900.00'],
      ['rate', '12.5%'],
      ['Paid to', 'Blue Dart'],
      ['on', '21 Nov 2026'],
    ]);
  });

  it('puts what lies inside in one line, what it is called first', () => {
    const facts = {
      lines: [
        { priceMinor: 100, name: 'Filling' },
        { priceMinor: 200, name: 'Scaling' },
      ],
      whole: true,
    };
    expect(readFacts(facts, words, figures)).toEqual([
      ['Lines', 'Filling, price ₹1.00; Scaling, price ₹2.00'],
      ['whole', 'Yes'],
    ]);
  });

  it('names each invoice of a write-off before what is given up of it', () => {
    const invoices = [
      { amountMinor: 30_000, number: 'T01/2627/000001' },
      { amountMinor: 5_000, number: 'T01/2627/000002' },
    ];
    const said = 'T01/2627/000001, ₹300.00; T01/2627/000002, ₹50.00';
    expect(readFacts({ invoices }, words, figures)).toEqual([['invoices', said]]);
  });

  it('says in words what is written as a code, and an unknown code as it is', () => {
    expect(readFacts({ category: 'courier', payee: 'courier' }, words, figures)).toEqual([
      ['category', 'Courier'],
      ['Paid to', 'courier'],
    ]);
    expect(readFacts({ category: 'toString' }, words, figures)).toEqual([['category', 'toString']]);
  });

  it('says a counted drawer as people count it', () => {
    const counts = [
      { denominationMinor: 50_000, pieces: 7 },
      { denominationMinor: 10_000, pieces: 2 },
    ];
    expect(readFacts({ denominations: counts }, words, figures)).toEqual([['denominations', '7 × ₹500.00; 2 × ₹100.00']]);
  });
});
