import { describe, expect, it } from 'vitest';
import { inParts } from './in-parts.ts';

describe('the parts of a list', () => {
  it('are runs of rows with the same heading, in the order of the list', () => {
    const partOf = (count: number) => (count > 2 ? 'many' : null);
    expect(inParts([1, 2, 3, 4, 1], partOf)).toEqual([
      { part: null, rows: [1, 2] },
      { part: 'many', rows: [3, 4] },
      { part: null, rows: [1] },
    ]);
  });

  it('are one without headings, and none without rows', () => {
    expect(inParts(['a', 'b'])).toEqual([{ part: null, rows: ['a', 'b'] }]);
    expect(inParts([])).toEqual([]);
  });
});
