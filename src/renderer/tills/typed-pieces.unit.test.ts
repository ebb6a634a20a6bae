import { describe, expect, it } from 'vitest';
import { typedPieces } from './typed-pieces.ts';

describe('how many notes were counted', () => {
  it.each<[string, number | undefined]>([
    ['', 0],
    [' ', 0],
    ['0', 0],
    ['025', 25],
    [' 12 ', 12],
    ['99999', 99_999],
    ['100000', undefined],
    ['-1', undefined],
    ['2.5', undefined],
    ['2,5', undefined],
    ['1 2', undefined],
    ['1e3', undefined],
    ['ten', undefined],
  ])('“%s”', (typed, pieces) => {
    expect(typedPieces(typed)).toBe(pieces);
  });
});
