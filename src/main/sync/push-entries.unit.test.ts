import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { GENESIS_HASH, sha256, verifyHash, type WireEntry } from '#protocol/entry.ts';
import { type PushRequest, SyncRefused } from '#protocol/sync-messages.ts';
import { pushEntries } from './push-entries.ts';
import type { SyncParts } from './sync-parts.ts';

const keys = generateKeyPairSync('ed25519');

function entry(seq: number, characters = 10): WireEntry {
  return { header: `{"seq":${seq}}`, changes: ['x'.repeat(characters)], hash: sha256(`entry ${seq}`), signature: null };
}

/** A log of `count` entries and a server that holds the first `held` and answers as told. */
function talk(count: number, options: { held?: number; characters?: number; answer?: (request: PushRequest) => number } = {}) {
  const log = Array.from({ length: count }, (_, index) => entry(index + 1, options.characters));
  const pushes: PushRequest[] = [];
  let held = options.held ?? 0;
  const parts = {
    mayReach: () => true,
    privateKey: keys.privateKey,
    store: {
      head: () => ({ seq: count, hash: log.at(-1)?.hash ?? GENESIS_HASH }),
      entriesAfter: (seq: number, limit: number) => log.slice(seq, seq + limit),
    },
    transport: {
      push: async (request: PushRequest) => {
        pushes.push(request);
        const first = log.indexOf(request.entries[0] as WireEntry) + 1;
        if (first > held + 1) throw new SyncRefused('chain-gap', 'resend', held);
        held = Math.max(held, options.answer?.(request) ?? first - 1 + request.entries.length);
        return { seq: held, position: held };
      },
    },
  } as unknown as SyncParts;
  return { parts, pushes, log };
}

describe('a push', () => {
  it('sends everything that waits, a thousand at a time, each batch signed over its last entry', async () => {
    const { parts, pushes, log } = talk(2_300);
    expect(await pushEntries(parts, 0)).toEqual({ heldSeq: 2_300, sent: 2_300 });
    expect(pushes.map(({ entries, backlog }) => [entries.length, backlog])).toEqual([
      [1_000, 1_300],
      [1_000, 300],
      [300, 0],
    ]);
    expect(verifyHash(log[999]?.hash ?? '', pushes[0]?.headSignature ?? '', keys.publicKey)).toBe(true);
  });

  it('sends nothing when nothing waits', async () => {
    const { parts, pushes } = talk(5, { held: 5 });
    expect(await pushEntries(parts, 5)).toEqual({ heldSeq: 5, sent: 0 });
    expect(pushes).toEqual([]);
  });

  it('makes batches smaller where entries are large', async () => {
    const { parts, pushes } = talk(10, { characters: 2_500_000 });
    await pushEntries(parts, 0);
    expect(pushes.map(({ entries }) => entries.length)).toEqual([2, 2, 2, 2, 2]);
  });

  it('goes back to what the server really holds, once', async () => {
    const { parts, pushes } = talk(10, { held: 3 });
    expect(await pushEntries(parts, 8)).toEqual({ heldSeq: 10, sent: 7 });
    expect(pushes.map(({ entries }) => entries.length)).toEqual([2, 7]);
  });

  it('does not go round in circles with a server that takes nothing in', async () => {
    const { parts, pushes } = talk(10, { answer: () => 0 });
    await expect(pushEntries(parts, 0)).rejects.toMatchObject({ problem: 'chain-gap' });
    expect(pushes).toHaveLength(2);
  });

  it('has the next batch on its way while the server takes one in', async () => {
    const { parts, pushes } = talk(3_000);
    const release = Promise.withResolvers<void>();
    const { push } = parts.transport;
    const slow = { ...parts.transport, push: (request: PushRequest) => push(request).finally(() => release.promise) };
    const pushing = pushEntries({ ...parts, transport: slow }, 0);
    await Promise.resolve();
    expect(pushes).toHaveLength(2);
    release.resolve();
    expect(await pushing).toEqual({ heldSeq: 3_000, sent: 3_000 });
  });

  it('goes on one after another when a batch arrived before the one it follows', async () => {
    const { parts, pushes } = talk(3_000);
    const { push } = parts.transport;
    let before: Promise<unknown> | undefined;
    const overtaking = async (request: PushRequest) => {
      const first = pushes.length === 0 && before === undefined;
      if (first) before = new Promise((resolve) => setTimeout(resolve, 10));
      if (first) await before;
      return push(request);
    };
    expect(await pushEntries({ ...parts, transport: { ...parts.transport, push: overtaking } }, 0)).toEqual({
      heldSeq: 3_000,
      sent: 3_000,
    });
    expect(pushes.map(({ backlog }) => backlog)).toEqual([1_000, 2_000, 0, 1_000, 0]);
  });

  it('stops between batches when it is cut off', async () => {
    const { parts, pushes } = talk(2_300);
    const cut = { ...parts, mayReach: () => pushes.length < 1 };
    expect(await pushEntries(cut, 0)).toEqual({ heldSeq: 1_000, sent: 1_000 });
  });
});
