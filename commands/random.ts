/** Seeded randomness: the same seed gives the same run. xoshiro128** (Blackman and Vigna, 2018), seeded by splitmix32. */
export class Random {
  readonly #state: [number, number, number, number];

  constructor(seed: number) {
    let mixed = seed >>> 0;
    const split = (): number => {
      mixed = (mixed + 0x9e3779b9) >>> 0;
      let word = mixed;
      word = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
      word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
      return (word ^ (word >>> 15)) >>> 0;
    };
    this.#state = [split(), split(), split(), split()];
  }

  /** 32 random bits. */
  bits(): number {
    const state = this.#state;
    const result = Math.imul(rotate(Math.imul(state[1], 5), 7), 9) >>> 0;
    const shifted = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = rotate(state[3], 11);
    return result;
  }

  /** A whole number in 0 … `below` - 1. */
  int(below: number): number {
    return Math.floor((this.bits() / 0x1_0000_0000) * below);
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + this.int(most - least + 1);
  }

  chance(probability: number): boolean {
    return this.bits() / 0x1_0000_0000 < probability;
  }

  pick<One>(all: readonly One[]): One {
    if (all.length === 0) throw new Error('nothing to pick from');
    return all[this.int(all.length)] as One;
  }

  /** A new source, independent of how much is drawn from this one afterwards. */
  fork(): Random {
    return new Random(this.bits());
  }
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
