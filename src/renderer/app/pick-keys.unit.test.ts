import { describe, expect, it } from 'vitest';
import { keyTarget } from './pick-keys.ts';

describe('the choice in a list of 65', () => {
  it.each([
    ['ArrowDown', 3, 4],
    ['ArrowDown', -1, 0],
    ['ArrowDown', 64, 64],
    ['ArrowUp', 3, 2],
    ['ArrowUp', -1, 0],
    ['PageDown', 3, 11],
    ['PageDown', 60, 64],
    ['PageUp', 3, 0],
    ['Home', 40, 0],
    ['Home', -1, 0],
    ['End', 0, 64],
    ['End', -1, 64],
  ])('goes with %s from %i to %i', (key, from, to) => {
    expect(keyTarget(key, from, 65, false)).toBe(to);
  });

  it('leaves Home and End to the text that is being typed', () => {
    expect(keyTarget('Home', 3, 65, true)).toBeUndefined();
    expect(keyTarget('End', 3, 65, true)).toBeUndefined();
    expect(keyTarget('PageDown', 3, 65, true)).toBe(11);
  });

  it('takes no other keys, and none where there is nothing to choose', () => {
    expect(keyTarget('Enter', 3, 65, false)).toBeUndefined();
    expect(keyTarget('End', -1, 0, false)).toBeUndefined();
  });
});
