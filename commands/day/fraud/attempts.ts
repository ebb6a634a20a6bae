import type { Answer } from '#protocol/counter-api.ts';

/**
 * How an attempt at fraud was caught: `refused` where it was tried, `flagged` by the server when it arrived, an `exception`
 * on the manager's list, in the `fraud-pack`, or by whoever runs `verify`.
 */
export type Caught = 'refused' | 'flagged' | 'exception' | 'fraud-pack' | 'verify';

export interface Attempt {
  readonly attempt: string;
  /** Null: nothing caught it. */
  readonly caught: Caught | null;
  /** The refusal's or flag's code and the place, or what happened instead. */
  readonly where: string;
}

/** Looks for what an attempt has left; null where there is nothing. */
export type Trace = () => Promise<string | null>;

/** What was tried on a day. */
export class Attempts {
  readonly #made: (Attempt & { readonly trace?: Trace })[] = [];

  get made(): readonly Attempt[] {
    return this.#made.map(({ attempt, caught, where }) => ({ attempt, caught, where }));
  }

  /** Expects a no with one of these codes. */
  async refused(attempt: string, place: string, asked: Promise<Answer<unknown>>, ...codes: readonly string[]): Promise<void> {
    const answer = await asked;
    const code = answer.ok ? 'granted' : answer.refusal.code;
    this.note(attempt, codes.includes(code) ? 'refused' : null, `${place}: ${code}`);
  }

  note(attempt: string, caught: Caught | null, where: string): void {
    this.#made.push({ attempt, caught, where });
  }

  /** Done, since nothing at the counter could keep it from being done; what it has left is looked for in the evening. */
  leaves(attempt: string, caught: Caught, trace: Trace): void {
    this.#made.push({ attempt, caught, where: '', trace });
  }

  /** Looks for every trace that is expected, while the back office is open. */
  async look(): Promise<void> {
    for (const [at, { attempt, caught, trace }] of this.#made.entries()) {
      if (!trace) continue;
      const where = await trace();
      this.#made[at] = { attempt, caught: where === null ? null : caught, where: where ?? 'left no trace' };
    }
  }
}

/** `attempt → caught: where`, one line each. */
export function attemptsTable(attempts: readonly Attempt[]): string[] {
  const width = Math.max(...attempts.map(({ attempt }) => attempt.length));
  return attempts.map(
    ({ attempt, caught, where }) => `${attempt.padEnd(width)}  → ${(caught ?? 'NOT CAUGHT').padEnd(10)}  ${where}`,
  );
}
