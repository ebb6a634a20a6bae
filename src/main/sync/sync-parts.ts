import type { KeyObject } from 'node:crypto';
import type { RecordKey } from '#domain/kernel/change.ts';
import type { Transport, Verdict } from '#protocol/sync-messages.ts';
import type { Clock } from '../clock.ts';
import type { TerminalStore } from '../store/terminal-store.ts';
import type { TrustedClock } from '../trusted-clock.ts';
import type { SyncStatus } from './sync-status.ts';

/** What every step of a sync round works with. */
export interface SyncParts {
  readonly transport: Transport;
  readonly store: TerminalStore;
  readonly clock: Clock;
  readonly trusted: TrustedClock;
  readonly status: SyncStatus;
  readonly privateKey: KeyObject;
  /** False while the terminal is cut off on purpose: asked before every request. */
  readonly mayReach: () => boolean;
  readonly folded: (touched: readonly RecordKey[]) => void;
  readonly answered: (operation: string, verdict: Verdict) => void;
  /** Notes in the log that something about the server was refused or odd. */
  readonly note: (reason: string) => void;
}
