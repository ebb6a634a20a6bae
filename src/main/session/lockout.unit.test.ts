import { describe, expect, it } from 'vitest';
import { TrustedClock } from '../trusted-clock.ts';
import { Lockout } from './lockout.ts';

const time = { wallMs: Date.UTC(2026, 10, 21, 12), monotonicMs: 0 };
const clock = { nowMs: () => time.wallMs, monotonicMs: () => time.monotonicMs };

function pass(ms: number) {
  time.wallMs += ms;
  time.monotonicMs += ms;
}

function disk() {
  const kept = new Map<string, string>();
  return {
    localValue: (name: string) => kept.get(name),
    setLocalValue: (name: string, value: string | null) => void (value === null ? kept.delete(name) : kept.set(name, value)),
  };
}

function start(values: ReturnType<typeof disk>, processId = 'one') {
  return new Lockout(values, new TrustedClock(clock, null, () => ({ seq: 0, recordedAtMs: 0 }), processId));
}

function wrongTimes(lockout: Lockout, times: number) {
  for (let i = 0; i < times; i++) lockout.wrong('u1');
}

describe('a lockout', () => {
  it('begins with the fifth wrong password and lasts a minute', () => {
    const lockout = start(disk());
    wrongTimes(lockout, 4);
    expect(lockout.waitMs('u1')).toBe(0);
    lockout.wrong('u1');
    expect(lockout.waitMs('u1')).toBe(60_000);
    expect(lockout.waitMs('u2')).toBe(0);
    pass(59_999);
    expect(lockout.waitMs('u1')).toBe(1);
    pass(1);
    expect(lockout.waitMs('u1')).toBe(0);
  });

  it('doubles with each further one, to fifteen minutes', () => {
    const lockout = start(disk());
    const waits: number[] = [];
    wrongTimes(lockout, 4);
    for (let i = 0; i < 6; i++) {
      lockout.wrong('u1');
      waits.push(lockout.waitMs('u1') / 60_000);
    }
    expect(waits).toEqual([1, 2, 4, 8, 15, 15]);
  });

  it('is forgotten with the right password', () => {
    const values = disk();
    const lockout = start(values);
    wrongTimes(lockout, 4);
    lockout.right('u1');
    lockout.wrong('u1');
    expect(lockout.waitMs('u1')).toBe(0);
  });

  it('survives a restart, and the clock set forward between two starts does not shorten it', () => {
    const values = disk();
    wrongTimes(start(values), 5);
    time.wallMs += 86_400_000;
    const again = start(values, 'two');
    expect(again.waitMs('u1')).toBe(60_000);
    expect(again.wrong('u1')).toBe(6);
    expect(again.waitMs('u1')).toBe(120_000);
  });
});
