import { useTranslation } from 'react-i18next';
import type { SyncState } from '#protocol/counter-api.ts';
import { useFigures, useRefusalSentence, useTerminalState } from '../use-figures.ts';
import { isClockWrong } from './sync-tone.ts';

/** From this long before the lease ends, the end is said. */
const SOON_MS = 12 * 3_600_000;

/** What being offline or stopped means for the work, in one sentence; empty where nothing is wrong. */
export function useSyncSentence(): string {
  const { sync, nowMs } = useTerminalState();
  const { t } = useTranslation();
  const figures = useFigures();
  const sentence = useRefusalSentence();
  if (sync.link === 'stopped') return sentence({ code: sync.problem ?? 'sync-failed', details: {} });
  if (sync.leaseExpired) return t('frame.banner.lease', { time: figures.dateTime(sync.leaseUntilMs ?? 0) });
  // By the server's clock, which the lease is told in.
  const isMs = nowMs - (sync.clockAheadMs ?? 0);
  if (sync.link === 'offline' && endsSoon(sync, isMs))
    return t('frame.banner.leaseSoon', { time: figures.dateTime(sync.leaseUntilMs ?? 0) });
  if (isClockWrong(sync)) return t('frame.banner.clock', { shows: figures.dateTime(nowMs), is: figures.dateTime(isMs) });
  return sync.link === 'offline' ? t('frame.banner.offline') : '';
}

function endsSoon({ leaseUntilMs }: SyncState, nowMs: number): boolean {
  return leaseUntilMs !== null && leaseUntilMs - nowMs < SOON_MS;
}
