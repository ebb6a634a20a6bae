import { describe, expect, it } from 'vitest';
import { reportCsv } from './import-file.ts';

describe('the report of an import as a file', () => {
  const refused = [
    { row: 3, code: 'not-a-date', details: {} },
    { row: 7, code: 'sex-unknown', details: {} },
  ];

  it('has a line for each refused row', () => {
    const csv = reportCsv(refused, ({ code }) => (code === 'not-a-date' ? 'said "soon", then' : 'plain'));
    expect(csv).toBe('\uFEFFrow,code,why\r\n3,not-a-date,"said ""soon"", then"\r\n7,sex-unknown,plain\r\n');
  });

  it('runs nothing in a spreadsheet', () => {
    expect(reportCsv(refused.slice(0, 1), () => '=HYPERLINK("x")')).toContain(`"'=HYPERLINK(""x"")"`);
  });
});
