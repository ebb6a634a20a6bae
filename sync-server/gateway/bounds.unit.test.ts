import { describe, expect, it } from 'vitest';
import { GatewayBounds } from './bounds.ts';

const MINUTE_MS = 60_000;

describe('what a gateway’s address bears', () => {
  it('looks at nothing of an address after sixty refusals, until the next minute, and goes on with others', () => {
    let nowMs = 10 * MINUTE_MS;
    const bounds = new GatewayBounds(() => nowMs);
    for (let n = 0; n < 59; n++) bounds.countRefused('203.0.113.1');
    expect(bounds.admits('203.0.113.1')).toBe(true);
    bounds.countRefused('203.0.113.1');
    expect([bounds.admits('203.0.113.1'), bounds.admits('203.0.113.2')]).toEqual([false, true]);
    nowMs += MINUTE_MS;
    expect(bounds.admits('203.0.113.1')).toBe(true);
  });

  it('works on four events at once, lets 64 wait in their order, and turns away what comes then', async () => {
    const bounds = new GatewayBounds(() => 0);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const events = Array.from({ length: 69 }, (_, n) =>
      bounds.inTurn(async () => {
        begun.push(n);
        await new Promise<void>((end) => ends.push(end));
        return n;
      }),
    );
    expect(await events[68]).toBeUndefined();
    expect(begun).toEqual([0, 1, 2, 3]);
    for (let n = 0; n < 68; n++) {
      ends[n]?.();
      expect(await events[n]).toBe(n);
      await Promise.resolve();
    }
    expect(begun).toEqual(Array.from({ length: 68 }, (_, n) => n));
    expect(await bounds.inTurn(async () => 'free again')).toBe('free again');
  });

  it('gives the place on when an event fails', async () => {
    const bounds = new GatewayBounds(() => 0);
    const failing = Array.from({ length: 8 }, () => bounds.inTurn(() => Promise.reject(new Error('the database is away'))));
    expect((await Promise.allSettled(failing)).every(({ status }) => status === 'rejected')).toBe(true);
    expect(await bounds.inTurn(async () => 1)).toBe(1);
  });
});
