import { describe, expect, it } from 'vitest';
import { sexByKey } from './sex-keys.ts';

describe('a key in the field of the sex', () => {
  it.each([
    ['m', null, 'male'],
    ['M', 'female', 'male'],
    ['f', 'male', 'female'],
    ['o', null, 'other'],
    ['ArrowRight', null, 'female'],
    ['ArrowLeft', null, 'other'],
    ['ArrowDown', 'female', 'male'],
    ['ArrowRight', 'other', 'female'],
    ['ArrowUp', 'female', 'other'],
  ] as const)('%s with %s chosen takes %s', (key, chosen, taken) => {
    expect(sexByKey(key, chosen)).toBe(taken);
  });

  it.each(['x', 'Enter', 'Tab', ' ', 'constructor'])('%j chooses nothing', (key) => {
    expect(sexByKey(key, null)).toBeUndefined();
  });
});
