import { describe, expect, it } from 'vitest';
import { parseAmount } from '../app/figures.ts';
import { notMatched, statementRows } from './statement-rows.ts';

const rows = (text: string) => statementRows(text, (typed) => parseAmount(typed, 2));

describe('a bank statement', () => {
  it('is read by the names of its columns', () => {
    const text =
      '\uFEFFDate,Narration,UTR No.,Debit,Credit Amount\n21/11/2026,UPI,"4123 456",,"1,500.00"\n21/11/2026,FEE,9,20.00,\n';
    expect(rows(text)).toEqual({ rows: [{ row: 1, reference: '4123 456', amountMinor: 150_000 }], unread: [] });
  });

  it('without names has the transaction first and the amount second', () => {
    expect(rows('UPI111,1500\nUPI222,20.50\n').rows).toEqual([
      { row: 1, reference: 'UPI111', amountMinor: 150_000 },
      { row: 2, reference: 'UPI222', amountMinor: 2050 },
    ]);
  });

  it('that is none has no rows', () => {
    for (const text of ['', 'nothing', '"open', 'a,b\nc,d', '\u0000\u0001']) expect(rows(text).rows).toEqual([]);
  });

  it('names each row that cannot be read, where it stands and why', () => {
    const text = 'Date,UTR,Credit\nbad,row,,,xx\n21/11,411,"1,200.00"\n21/11,,75.00\n22/11,412,12 rupees\n23/11,413,9\n';
    expect(rows(text)).toEqual({
      rows: [
        { row: 2, reference: '411', amountMinor: 120_000 },
        { row: 5, reference: '413', amountMinor: 900 },
      ],
      unread: [
        { row: 1, because: 'no-amount', reference: 'row', amount: '' },
        { row: 3, because: 'no-reference', reference: '', amount: '75.00' },
        { row: 4, because: 'no-amount', reference: '412', amount: '12 rupees' },
      ],
    });
  });

  it('says nothing of what went out of the account, or of an empty row', () => {
    const text = 'UTR,Debit Amount,Credit Amount\n1,20.00,\n2,20.00,0.00\n,,\n3,,-20.00\n4,,50.00\n';
    expect(rows(text)).toEqual({ rows: [{ row: 5, reference: '4', amountMinor: 5000 }], unread: [] });
  });

  it('has what was not matched and what could not be read in its own order', () => {
    const statement = rows('bad,xx\nUPI1,10\nUPI2,20\nworse,\n');
    const unmatched = [{ row: 2, reference: 'UPI2', amountMinor: 2000, because: 'no-receipt', number: null } as const];
    expect(notMatched({ unmatched }, statement)).toMatchObject([
      { row: 1, because: 'no-amount', amount: 'xx' },
      { row: 3, because: 'no-receipt', amountMinor: 2000 },
      { row: 4, because: 'no-amount', amount: '' },
    ]);
  });
});
