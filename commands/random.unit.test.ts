import { describe, expect, it } from 'vitest';
import { Random } from './random.ts';

const drawn = (random: Random) => Array.from({ length: 20 }, () => random.int(1000));

describe('seeded randomness', () => {
  it('gives the same for the same seed, and other things for another', () => {
    expect(drawn(new Random(7))).toEqual(drawn(new Random(7)));
    expect(drawn(new Random(7))).not.toEqual(drawn(new Random(8)));
  });

  it('stays within what is asked, and reaches all of it', () => {
    const random = new Random(1);
    const seen = new Set(Array.from({ length: 500 }, () => random.between(3, 6)));
    expect([...seen].sort()).toEqual([3, 4, 5, 6]);
    expect(() => random.pick([])).toThrow('nothing to pick from');
  });

  it('forks into a source that later draws do not disturb', () => {
    const [one, other] = [new Random(5), new Random(5)];
    const [left, right] = [one.fork(), other.fork()];
    drawn(one);
    expect(drawn(left)).toEqual(drawn(right));
  });
});
