/** The value below which `share` (0 … 1) of the samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.floor(share * sorted.length));
  return sorted[at] ?? Number.NaN;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

export function rounded(value: number, digits = 0): number {
  const unit = 10 ** digits;
  return Math.round(value * unit) / unit;
}

/** How long `run` takes, in ms. */
export async function timed<Result>(run: () => Result | Promise<Result>): Promise<{ ms: number; result: Result }> {
  const startedMs = performance.now();
  const result = await run();
  return { ms: performance.now() - startedMs, result };
}

/** How long each of `count` calls takes, in ms. */
export async function sampled(count: number, run: (index: number) => unknown): Promise<number[]> {
  const samples: number[] = [];
  for (let index = 0; index < count; index++) {
    const startedMs = performance.now();
    await run(index);
    samples.push(performance.now() - startedMs);
  }
  return samples;
}
