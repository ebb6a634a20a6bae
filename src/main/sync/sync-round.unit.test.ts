import { expect, it, vi } from 'vitest';
import { SyncRefused } from '#protocol/sync-messages.ts';
import { CheckpointMismatch } from '../store/terminal-store.ts';
import type { SyncParts } from './sync-parts.ts';
import { SyncRounds } from './sync-round.ts';
import { SyncStatus } from './sync-status.ts';

/** A terminal with nothing to send, whose server answers each pull and whose store makes of it what the test says. */
function terminal(applyFeed: () => unknown) {
  const note = vi.fn();
  const trusted = { contact: undefined, heard: () => undefined, nowMs: () => 0 };
  const store = {
    ...{ localValue: () => 'yes', acknowledgedSeq: () => 0, entriesAfter: () => [], backlog: () => 0, position: () => 0 },
    beganOlder: () => false,
    ...{ head: () => ({ seq: 0, hash: '' }), applyFeed },
  };
  const answer = { items: [], between: [], checkpoint: { position: 1 }, more: false, nowMs: 1, ownSeq: 0, serverEpoch: 'one' };
  const status = new SyncStatus(store, trusted as never);
  const rounds = new SyncRounds({
    ...{ store, status, trusted, note, mayReach: () => true, folded: () => undefined, answered: () => undefined },
    ...{ clock: { nowMs: () => 0, monotonicMs: () => 0 }, transport: { pull: async () => answer } },
  } as unknown as SyncParts);
  return { rounds, status, note };
}

const well = () => ({ touched: [], answered: [] });

it('says once what stops it, though the server answers every time', async () => {
  const { rounds, status, note } = terminal(() => {
    throw new CheckpointMismatch('another tree');
  });
  for (let round = 0; round < 5; round++) expect(await rounds.run()).toMatchObject({ problem: 'checkpoint-mismatch' });
  expect(status.state().link).toBe('stopped');
  expect(note.mock.calls).toEqual([['checkpoint-mismatch']]);
});

it('says it again when it stops for another reason, or after all was well', async () => {
  let feed: () => unknown = well;
  const { rounds, note } = terminal(() => feed());
  const mismatched = () => {
    throw new CheckpointMismatch('another tree');
  };
  const outdated = () => {
    throw new SyncRefused('bad-entry', 'for the test');
  };
  for (feed of [mismatched, outdated, outdated, well, well, outdated]) await rounds.run();
  expect(note.mock.calls.flat()).toEqual(['checkpoint-mismatch', 'bad-entry', 'bad-entry']);
});
