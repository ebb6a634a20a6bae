import { CLOCK_TOLERANCE_MS } from '#domain/kernel/clock-tolerance.ts';
import type { SyncState } from '#protocol/counter-api.ts';

export type Tone = 'good' | 'due' | 'bad';

/** How worried to look: `due` = work goes on, but the server does not hear of it or this machine's clock is wrong, `bad` = something stops. */
export function syncTone(sync: SyncState): Tone {
  if (sync.link === 'stopped' || sync.leaseExpired) return 'bad';
  return sync.link === 'offline' || isClockWrong(sync) ? 'due' : 'good';
}

/** What is recorded here gets another time than it has, and receipts say it. */
export function isClockWrong({ clockAheadMs }: Pick<SyncState, 'clockAheadMs'>): boolean {
  return clockAheadMs !== null && Math.abs(clockAheadMs) > CLOCK_TOLERANCE_MS;
}
