import { describe, expect, it } from 'vitest';
import { numberedOf, paperOfDocument, wantedOf } from './paper-of.ts';

describe('a paper', () => {
  it.each(['receipt', 'invoice', 'credit-note', 'refund', 'advance', 'estimate'] as const)('names its %s', (kind) => {
    const document = { kind, id: 'd1' };
    expect(numberedOf(wantedOf(paperOfDocument(document, 'title')))).toEqual(document);
  });

  it('named shortly is the same paper', () => {
    expect(numberedOf(wantedOf({ kind: 'receipt', paymentId: 'p1', title: '' }))).toEqual({ kind: 'receipt', id: 'p1' });
    expect(wantedOf({ kind: 'z', tillId: 't1', title: '' })).toEqual({ paper: 'z', of: { tillId: 't1' } });
  });

  it('without a number is no document to print again', () => {
    expect(numberedOf({ paper: 'statement', of: { patientId: 'p' } })).toBeNull();
    expect(numberedOf({ paper: 'day', of: { branchId: null, date: '2026-05-04' } })).toBeNull();
  });
});
