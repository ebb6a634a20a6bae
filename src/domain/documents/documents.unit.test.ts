import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentNumber, documentNumberText, seriesId } from './document-number.ts';

describe('a document number', () => {
  it('names kind, terminal and financial year', () => {
    expect(documentNumber('invoice', 'T07', '2026-05-04', 123)).toBe('T07/2627/000123');
    expect(documentNumber('receipt', 'T07', '2027-03-31', 1)).toBe('R07/2627/000001');
    expect(documentNumber('receipt', 'T07', '2027-04-01', 1)).toBe('R07/2728/000001');
  });

  it('is what GST rule 46 allows, or there is none', () => {
    const terminal = fc.integer({ min: 1, max: 999 }).map((number) => `T${String(number).padStart(2, '0')}`);
    const sequence = fc.oneof(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 1, max: 99_999_999 }));
    fc.assert(
      fc.property(terminal, sequence, fc.constantFrom('invoice' as const, 'receipt' as const), (code, last, kind) => {
        const number = documentNumber(kind, code, '2026-05-04', last);
        if (number === undefined) expect(last).toBeGreaterThan(999_999);
        else expect(documentNumberText.safeParse(number).success).toBe(true);
      }),
    );
  });

  it('begins anew with the financial year, not with the calendar’s', () => {
    expect(seriesId('t', 'invoice', '2026-12-31')).toBe(seriesId('t', 'invoice', '2027-01-01'));
    expect(seriesId('t', 'invoice', '2027-03-31')).not.toBe(seriesId('t', 'invoice', '2027-04-01'));
    expect(seriesId('t', 'invoice', '2027-03-31')).not.toBe(seriesId('t', 'receipt', '2027-03-31'));
  });
});
