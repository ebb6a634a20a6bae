import { describe, expect, it, vi } from 'vitest';

const fake = vi.hoisted(() => ({
  posted: [] as unknown[][],
  exposed: {} as Record<string, unknown>,
}));
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, value: unknown) => Object.assign(fake.exposed, { [name]: value }) },
  ipcRenderer: { postMessage: (...given: unknown[]) => void fake.posted.push(given) },
}));

describe('the bridge', () => {
  it("hands on a port of the window's own, and nothing else", async () => {
    const page = new EventTarget();
    vi.stubGlobal('window', page);
    await import('./index.ts');
    const post = (data: unknown, source: unknown, ports: unknown[]) =>
      page.dispatchEvent(Object.assign(new Event('message'), { data, source, ports }));
    const port = { a: 'port' };
    post('counterfoil:connect', { another: 'frame' }, [port]);
    post('something else', page, [port]);
    post('counterfoil:connect', page, []);
    expect(fake.posted).toEqual([]);
    post('counterfoil:connect', page, [port]);
    expect(fake.posted).toEqual([['counterfoil:connect', null, [port]]]);
    expect(fake.exposed).toEqual({ counterfoil: { shell: 'electron' } });
  });
});
