import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SyncLoop } from './sync-loop.ts';
import type { SyncRound } from './sync-round.ts';

const done: SyncRound = { outcome: 'done', sent: 0, folded: 0, problem: null };
const offline: SyncRound = { ...done, outcome: 'offline' };

let loop: SyncLoop;
let rounds: ((round: SyncRound) => void)[];
let wakeLive: (() => void) | undefined;
let lives: number;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  rounds = [];
  lives = 0;
  const live = (wake: () => void, signal: AbortSignal) => {
    lives += 1;
    wakeLive = wake;
    return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  };
  loop = new SyncLoop(() => new Promise((resolve) => rounds.push(resolve)), { live });
});
afterEach(async () => {
  const stopping = loop.stop();
  for (const finish of rounds) finish(done);
  await stopping;
  vi.useRealTimers();
});

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

async function finish(round: SyncRound): Promise<void> {
  rounds.at(-1)?.(round);
  await settle();
}

describe('the sync loop', () => {
  it('makes one more round, however often it is woken during one', async () => {
    loop.start();
    expect(rounds).toHaveLength(1);
    loop.wake();
    loop.wake();
    wakeLive?.();
    await finish(done);
    expect(rounds).toHaveLength(2);
    await finish(done);
    expect(rounds).toHaveLength(2);
    wakeLive?.();
    expect(rounds).toHaveLength(3);
  });

  it('asks every half minute when nothing wakes it', async () => {
    loop.start();
    await finish(done);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(rounds).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(rounds).toHaveLength(2);
  });

  it('waits longer after each failure, up to half a minute', async () => {
    loop.start();
    const waits: number[] = [];
    for (let failure = 0; failure < 8; failure++) {
      await finish(offline);
      const before = performance.now();
      const count = rounds.length;
      while (rounds.length === count) await vi.advanceTimersByTimeAsync(250);
      waits.push(performance.now() - before);
    }
    expect(waits[0]).toBeLessThanOrEqual(1_250);
    expect(Math.max(...waits)).toBeLessThanOrEqual(30_250);
    expect(waits[7]).toBeGreaterThanOrEqual(15_000);
  });

  it('does nothing before it is started or after it is stopped', async () => {
    loop.wake();
    expect(rounds).toHaveLength(0);
    loop.start();
    loop.start();
    expect(lives).toBe(1);
    await finish(done);
    await loop.stop();
    loop.wake();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(rounds).toHaveLength(1);
    expect(lives).toBe(1);
  });

  it('gives whoever asks a round that began after they asked', async () => {
    loop.start();
    const asked = loop.once();
    await finish(offline);
    await settle();
    expect(rounds).toHaveLength(2);
    await finish(done);
    expect(await asked).toBe(done);
  });
});
