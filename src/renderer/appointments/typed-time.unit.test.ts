import { describe, expect, it } from 'vitest';
import { nextFree, typedTime } from './typed-time.ts';

describe('a time as people type it', () => {
  it.each([
    ['9:45', 585],
    ['09:45', 585],
    ['945', 585],
    ['0945', 585],
    ['16.30', 990],
    ['16h30', 990],
    ['16 30', 990],
    ['1630', 990],
    [' 9 ', 540],
    ['4 pm', 960],
    ['4:30pm', 990],
    ['4:30 p.m.', 990],
    ['12 am', 0],
    ['12:15 PM', 735],
    ['0', 0],
    ['23:59', 1439],
  ])('%s is read', (text, minute) => expect(typedTime(text)).toBe(minute));

  it.each(['', 'ten', '24:00', '9:60', '960', '13 pm', '0 am', '12:5', '12345', '-9', '9:45:00', '123:45'])(
    '%s is none',
    (text) => expect(typedTime(text)).toBeUndefined(),
  );
});

describe('the arrow keys', () => {
  it('go from one free time to the next, also from one that is not free', () => {
    const free = [540, 555, 600];
    expect([nextFree(free, undefined, 1), nextFree(free, 540, 1), nextFree(free, 560, 1), nextFree(free, 600, 1)]).toEqual([
      540, 555, 600, 600,
    ]);
    expect([nextFree(free, 600, -1), nextFree(free, 560, -1), nextFree(free, 540, -1), nextFree([], 540, 1)]).toEqual([
      555, 555, 540, 540,
    ]);
  });
});
