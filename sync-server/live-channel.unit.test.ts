import type { Sql } from 'postgres';
import { describe, expect, it, vi } from 'vitest';
import { LiveChannel } from './live-channel.ts';

describe('the live channel', () => {
  it('listens again for the next terminal when the first try failed', async () => {
    const unlisten = vi.fn(async () => undefined);
    let hear: (clinicId: string) => void = () => undefined;
    const listen = vi
      .fn()
      .mockRejectedValueOnce(new Error('the database is away'))
      .mockImplementation(async (_channel: string, heard: typeof hear) => {
        hear = heard;
        return { unlisten };
      });
    const channel = new LiveChannel({ listen } as unknown as Sql);
    const gone = new AbortController();
    await expect(channel.attend('c1', () => undefined, gone.signal)).rejects.toThrow('away');

    const wake = vi.fn();
    const attending = channel.attend('c1', wake, gone.signal);
    await vi.waitFor(() => expect(wake).toHaveBeenCalledTimes(1));
    hear('c1');
    hear('another clinic');
    expect(wake).toHaveBeenCalledTimes(2);
    gone.abort();
    await attending;
    await channel.close();
    expect(listen).toHaveBeenCalledTimes(2);
    expect(unlisten).toHaveBeenCalledTimes(1);
  });
});
