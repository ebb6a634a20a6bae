import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveSilent, type PullResponse, type Transport, Unreachable } from '#protocol/sync-messages.ts';
import { noticeSilence, SILENT_AFTER_MS } from './notice-silence.ts';
import { SyncStatus } from './sync-status.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** A terminal that was in contact, and its server, which answers when it is told to. */
function inContact() {
  const status = new SyncStatus({ backlog: () => 0 }, { contact: null, nowMs: () => 0 } as never);
  status.answered(1, false);
  let answer: () => void = () => undefined;
  const pull = () => new Promise<PullResponse>((resolve) => (answer = () => resolve({} as PullResponse)));
  const told: string[] = [];
  const transport = noticeSilence({ pull, push: pull } as unknown as Transport, (isSilent) => {
    status.silent(isSilent);
    told.push(status.state().link);
  });
  return { status, told, transport, answer: () => answer() };
}

describe('a server that does not answer', () => {
  it('is noticed after some seconds, long before it is given up, and forgotten with its answer', async () => {
    const { status, told, transport, answer } = inContact();
    const asking = transport.pull({} as never);
    await vi.advanceTimersByTimeAsync(SILENT_AFTER_MS - 1);
    expect(status.state().link).toBe('online');
    await vi.advanceTimersByTimeAsync(1);
    expect(told).toEqual(['unanswered']);
    answer();
    await asking;
    status.answered(2, false);
    expect(status.state().link).toBe('online');
  });

  it('is noticed on the live channel too, where nothing was asked, until it answers', async () => {
    const { status, told } = inContact();
    const ends = [new LiveSilent('nothing came'), new Unreachable('cut')];
    const live = () => Promise.reject(ends.shift());
    const noticed = noticeSilence({ live } as unknown as Transport, (isSilent) => {
      status.silent(isSilent);
      told.push(status.state().link);
    });
    await expect(noticed.live(() => undefined, new AbortController().signal)).rejects.toThrow('nothing came');
    expect(told).toEqual(['unanswered']);
    await expect(noticed.live(() => undefined, new AbortController().signal)).rejects.toThrow('cut');
    expect(told).toHaveLength(1);
    status.answered(2, false);
    expect(status.state().link).toBe('online');
  });

  it('is silent no more once a batch sent up is answered late, though nothing was pulled yet', async () => {
    const { told, transport, answer } = inContact();
    const sending = transport.push({} as never);
    await vi.advanceTimersByTimeAsync(SILENT_AFTER_MS);
    answer();
    await sending;
    expect(told).toEqual(['unanswered', 'online']);
  });

  it('is not told of where it answered in time, and is offline once given up', async () => {
    const { status, told, transport, answer } = inContact();
    const asking = transport.pull({} as never);
    answer();
    await asking;
    await vi.advanceTimersByTimeAsync(SILENT_AFTER_MS);
    expect(told).toEqual([]);
    status.silent();
    status.unreachable();
    expect(status.state().link).toBe('offline');
    status.silent();
    expect(status.state().link).toBe('offline');
  });
});
