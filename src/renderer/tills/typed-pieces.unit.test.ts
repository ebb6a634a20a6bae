import { describe, expect, it } from 'vitest';
import { figuresFor } from '../app/figures.ts';
import { typedLoose, typedPieces } from './typed-pieces.ts';

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

describe('what loose coins are worth', () => {
  const { parseAmount } = figuresFor({ locale: 'en-IN', currency: 'INR', timeZone: 'Asia/Kolkata' });
  it.each<[string, number | undefined]>([
    ['', 0],
    ['0.50', 50],
    ['2.5', 250],
    ['.37', 37],
    ['-1', undefined],
    ['1000', undefined],
    ['half', undefined],
  ])('“%s”', (typed, minor) => {
    expect(typedLoose(typed, parseAmount)).toBe(minor);
  });
});
