import { describe, expect, it } from 'vitest';
import type { VisitBill } from '#domain/invoices/visit-bill.ts';
import { isUnmade } from './unmade-bill.ts';

const line = {} as VisitBill['lines'][number];

describe('a bill without sums', () => {
  it('is one that is too large to be made', () => {
    expect(isUnmade({ problem: 'bill-too-large', lines: [] })).toBe(true);
  });

  it('is none where nothing is owed, or the bill stands as it was before a change', () => {
    expect(isUnmade({ problem: null, lines: [] })).toBe(false);
    expect(isUnmade({ problem: 'discount-too-large', lines: [line] })).toBe(false);
  });
});
