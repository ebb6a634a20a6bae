import { describe, expect, it } from 'vitest';
import { readReceiptText } from '#protocol/receipt-qr.ts';
import { counterfoil, receipt } from '../../../tests/fixtures/printed.ts';
import { readEscPos } from '../../../tests/fixtures/receipt-printer.ts';
import { layoutAsEscPos } from './escpos.ts';
import { layoutOf, PAPERS, type Paper } from './papers.ts';

const laidOut = (language: 'en' | 'hi', change: Partial<typeof receipt> = {}) =>
  layoutOf(PAPERS.receipt as Paper, { ...receipt, ...change }, counterfoil, language);

describe('a receipt for a thermal printer', () => {
  it('is in the printer’s own letters, with a QR of its own making, and is cut off', () => {
    const paper = readEscPos(layoutAsEscPos(laidOut('en'), '80mm'));
    for (const line of [
      'Banyan Dental',
      'RECEIPT',
      /^Receipt no\. +R07\/2627\/000123$/m,
      /^Patient +Aarti Deshpandé$/m,
      'Root canal treatment',
      /^2 x Rs\.4,500\.00 · Tax 0% Rs\.0\.00 · 9\d+\n? *Rs\.9,000\.00$|2 x Rs\.4,500\.00/m,
      /^Total +Rs\.20,800\.00$/m,
      /^Card \*{4} 4242 +Rs\.10,000\.00$/m,
      'In words: Twenty Thousand Eight Hundred Rupees',
    ])
      expect(paper.text).toEqual(typeof line === 'string' ? expect.stringContaining(line) : expect.stringMatching(line));
    expect(readReceiptText(paper.qr ?? '')).toEqual(counterfoil);
    expect(paper).toMatchObject({ cuts: 1, pictures: [], unknown: [] });
  });

  it('has no line longer than the roll is wide', () => {
    for (const [roll, columns] of [
      ['80mm', 48],
      ['58mm', 32],
    ] as const) {
      const { text } = readEscPos(layoutAsEscPos(laidOut('en'), roll));
      expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns);
    }
  });

  it('has pictures of the lines that no printer has letters for', () => {
    const hindi = readEscPos(layoutAsEscPos(laidOut('hi', { patientName: 'आरती देशपांडे' }), '80mm'));
    expect(hindi.pictures.length).toBeGreaterThan(20);
    for (const { width, height, black } of hindi.pictures) {
      expect([width, height]).toEqual([576, 32]);
      expect(black).toBeGreaterThan(50);
      expect(black).toBeLessThan((576 * 32) / 3);
    }
    expect(readReceiptText(hindi.qr ?? '')).toEqual(counterfoil);
    const mixed = readEscPos(layoutAsEscPos(laidOut('en', { patientName: 'आरती देशपांडे' }), '80mm'));
    expect(mixed.pictures).toHaveLength(1);
  });

  it('leaves the letterhead to paper that carries it, and says DUPLICATE on one that is', () => {
    const paper = readEscPos(layoutAsEscPos(laidOut('en', { duplicate: 2 }), '80mm', { preprinted: true }));
    expect(paper.text).not.toContain('Banyan Dental');
    expect(paper.text).toContain('DUPLICATE 2');
  });
});
