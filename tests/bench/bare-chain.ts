import { sha256 } from '#protocol/entry.ts';

/** The checks of a hash-chained log without rules: each text hashes to what it says, and follows the one before. */
export class BareChain {
  #last: string | undefined;

  /** Throws where the chain is broken. */
  follow(text: string): void {
    const { hash, header } = JSON.parse(text) as { hash: string; header: string };
    const { prev } = JSON.parse(header) as { prev: string };
    if (sha256(header) !== hash) throw new Error('the hash does not cover the header');
    if (this.#last !== undefined && prev !== this.#last) throw new Error('an entry does not follow the one before');
    this.#last = hash;
  }
}
