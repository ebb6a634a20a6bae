import { describe, expect, it } from 'vitest';
import { TrustedClock } from './trusted-clock.ts';

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 21, 12);

function machine() {
  const time = { wallMs: NOON, monotonicMs: 5_000 };
  const head = { seq: 3, recordedAtMs: NOON - HOUR };
  const clock = { nowMs: () => time.wallMs, monotonicMs: () => time.monotonicMs };
  return {
    time,
    head,
    start: (contact: TrustedClock['contact'] = null, processId = 'one') =>
      new TrustedClock(clock, contact, () => head, processId),
    pass(ms: number) {
      time.wallMs += ms;
      time.monotonicMs += ms;
    },
  };
}

const heardAt = (nowMs: number) => ({ nowMs, leaseUntilMs: nowMs + 72 * HOUR, serverEpoch: 'e1' });

describe('the trusted clock', () => {
  it('follows the wall clock before any contact, but not behind the newest entry', () => {
    const one = machine();
    const trusted = one.start();
    expect(trusted.nowMs()).toBe(NOON);
    one.time.wallMs = NOON - 10 * HOUR;
    expect(trusted.nowMs()).toBe(NOON - HOUR);
  });

  it('counts on from the server time when the wall clock is set back', () => {
    const one = machine();
    const trusted = one.start();
    trusted.heard(heardAt(NOON + 2_000));
    one.pass(HOUR);
    one.time.wallMs -= 48 * HOUR;
    expect(trusted.nowMs()).toBe(NOON + 2_000 + HOUR);
  });

  it('corrects a wall clock that was wrong at the contact, so that a fast one does not end the lease', () => {
    const one = machine();
    one.time.wallMs = NOON + 1_000 * HOUR;
    const trusted = one.start();
    trusted.heard(heardAt(NOON));
    one.pass(HOUR);
    expect(trusted.nowMs()).toBe(NOON + HOUR);
  });

  it('keeps what an entry after the contact proves, across a restart with the clock set back', () => {
    const one = machine();
    const contact = one.start().heard(heardAt(NOON));
    one.head.seq = 4;
    one.head.recordedAtMs = NOON + 5 * HOUR;
    one.time.wallMs = NOON - 24 * HOUR;
    expect(one.start(contact, 'two').nowMs()).toBe(NOON + 5 * HOUR);
  });

  it('believes time elapsed in another process only as far as it counted itself or the server says', () => {
    const one = machine();
    const mark = one.start().mark();
    one.pass(60_000);
    one.time.wallMs += 24 * HOUR;
    const later = one.start(null, 'two');
    expect(later.elapsedSince(mark)).toBe(0);
    one.pass(30_000);
    expect(later.elapsedSince(mark)).toBe(30_000);
    later.heard(heardAt(NOON + 2 * HOUR));
    expect(later.elapsedSince(mark)).toBe(2 * HOUR);
  });
});
