import { describe, expect, it } from 'vitest';
import { inKeptOrder } from './kept-order.ts';

const order = (items: string, kept: string) => inKeptOrder([...items], [...kept], (item) => item).join('');

describe('a list that is worked with', () => {
  it('begins in the order given', () => {
    expect(order('abc', '')).toBe('abc');
  });

  it('puts what comes later at its end, though it would stand further up', () => {
    expect(order('xabc', 'abc')).toBe('abcx');
    expect(order('xaybc', 'abc')).toBe('abcxy');
  });

  it('closes up where something left', () => {
    expect(order('ac', 'abc')).toBe('ac');
    expect(order('xc', 'abc')).toBe('cx');
  });
});
