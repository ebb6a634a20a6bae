import { describe, expect, it } from 'vitest';
import { parseAmount } from '../app/figures.ts';
import { statementRows } from './statement-rows.ts';

const rows = (text: string) => statementRows(text, (typed) => parseAmount(typed, 2));

describe('a bank statement', () => {
  it('is read by the names of its columns', () => {
    const text =
      '\uFEFFDate,Narration,UTR No.,Debit,Credit Amount\n21/11/2026,UPI,"4123 456",,"1,500.00"\n21/11/2026,FEE,9,20.00,\n';
    expect(rows(text)).toEqual([{ reference: '4123 456', amountMinor: 150_000 }]);
  });

  it('without names has the transaction first and the amount second', () => {
    expect(rows('UPI111,1500\nUPI222,20.50\n')).toEqual([
      { reference: 'UPI111', amountMinor: 150_000 },
      { reference: 'UPI222', amountMinor: 2050 },
    ]);
  });

  it('that is none has no rows', () => {
    for (const text of ['', 'nothing', '"open', 'a,b\nc,d', '\u0000\u0001']) expect(rows(text)).toEqual([]);
  });
});
