import { describe, expect, it, vi } from 'vitest';
import { onceEach } from './once-each.ts';

describe('once for each', () => {
  it('does nothing for a second time while the first is on its way, nor after it', async () => {
    let answer = () => {};
    const doing = vi.fn((_id: string) => new Promise<void>((resolve) => (answer = resolve)));
    const start = onceEach(doing);
    const first = start('one');
    await start('one');
    answer();
    await first;
    await start('one');
    expect(doing.mock.calls).toEqual([['one']]);
  });

  it('does it for another meanwhile, and again where it was refused', async () => {
    const doing = vi.fn((id: string) => (id === 'one' ? Promise.reject(new Error('refused')) : Promise.resolve()));
    const start = onceEach(doing);
    await Promise.all([start('one'), start('two')]);
    await start('one');
    await start('two');
    expect(doing.mock.calls).toEqual([['one'], ['two'], ['one']]);
  });
});
