import type { SyncState } from '#protocol/counter-api.ts';

export type Tone = 'good' | 'due' | 'bad';

/** How worried to look: `due` = work goes on but the server does not hear of it, `bad` = something stops. */
export function syncTone(sync: SyncState): Tone {
  if (sync.link === 'stopped' || sync.leaseExpired) return 'bad';
  return sync.link === 'offline' ? 'due' : 'good';
}
