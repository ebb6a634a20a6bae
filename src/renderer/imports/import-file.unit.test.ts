import { describe, expect, it } from 'vitest';
import { type Report, readableRows, reportCsv } from './import-file.ts';

const report: Report = {
  added: 4,
  already: 2,
  repeats: [
    { row: 5, repeatsRow: 2, here: null },
    { row: 6, repeatsRow: null, here: 'Asha Rao · P01-000007' },
  ],
  refused: [
    { row: 3, code: 'not-a-date', details: {} },
    { row: 7, code: 'sex-unknown', details: {} },
  ],
};
const words = {
  ofRefused: ({ code }: { code: string }) => (code === 'not-a-date' ? 'said "soon", then' : 'plain'),
  ofRepeat: ({ repeatsRow, here }: { repeatsRow: number | null; here: string | null }) =>
    repeatsRow === null ? `is ${here}` : `repeats ${repeatsRow}`,
};

describe('what an import will take in', () => {
  it('is what can be read, and nothing while a column is missing', () => {
    expect(readableRows({ rows: 6, refusedRows: 3, problem: null })).toBe(3);
    expect(readableRows({ rows: 6, refusedRows: 6, problem: null })).toBe(0);
    const problem = { refused: true as const, code: 'column-missing', details: { field: 'first' } };
    expect(readableRows({ rows: 6, refusedRows: 0, problem })).toBe(0);
  });
});

describe('the report of an import as a file', () => {
  it('has its sums and a line for each row that added nothing, in the order of the file', () => {
    expect(reportCsv(report, words).split('\r\n')).toEqual([
      '\uFEFFrow,result,code,why',
      ',added,,4',
      ',already,,2',
      ',refused,,2',
      '3,refused,not-a-date,"said ""soon"", then"',
      '5,already,repeats-row,repeats 2',
      '6,already,here,is Asha Rao · P01-000007',
      '7,refused,sex-unknown,plain',
      '',
    ]);
  });

  it('says how it went where every row was added', () => {
    const clean = reportCsv({ added: 30, already: 0, repeats: [], refused: [] }, words);
    expect(clean).toBe('\uFEFFrow,result,code,why\r\n,added,,30\r\n,already,,0\r\n,refused,,0\r\n');
  });

  it('runs nothing in a spreadsheet', () => {
    const csv = reportCsv(report, { ...words, ofRefused: () => '=HYPERLINK("x")' });
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
  });
});
