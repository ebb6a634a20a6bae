import { afterEach, describe, expect, it, vi } from 'vitest';

const contents = vi.hoisted(() => ({
  getPrintersAsync: vi.fn(async () => [{ name: 'HP LaserJet' }]),
  print: vi.fn((_options: object, done: (printed: boolean) => void) => done(true)),
}));
const windows = vi.hoisted(() => [] as { options: object; loaded: string[]; destroyed: boolean }[]);

vi.mock('electron', () => ({
  BrowserWindow: class {
    readonly webContents = contents;
    readonly #seen: { options: object; loaded: string[]; destroyed: boolean };
    constructor(options: object) {
      this.#seen = { options, loaded: [], destroyed: false };
      windows.push(this.#seen);
    }
    async loadURL(address: string) {
      this.#seen.loaded.push(address);
    }
    destroy() {
      this.#seen.destroyed = true;
    }
  },
}));

const { electronPrinters } = await import('./system-printers.ts');
const paper = { deviceName: 'HP LaserJet', paper: 'a5', name: 'T07/2627/000123' } as const;

afterEach(() => {
  windows.length = 0;
  contents.print.mockClear();
});

describe('the printers of the system', () => {
  it('print a page without asking, on the printer and paper named, from a window nobody sees', async () => {
    await electronPrinters().print('<p>₹1</p>', paper);
    expect(contents.print.mock.calls[0]?.[0]).toMatchObject({
      silent: true,
      deviceName: 'HP LaserJet',
      pageSize: { width: 148_000, height: 210_000 },
    });
    expect(windows).toMatchObject([
      { options: { show: false, webPreferences: { sandbox: true, javascript: false } }, destroyed: true },
    ]);
    const sent = windows[0]?.loaded[0]?.split('base64,')[1] ?? '';
    expect(Buffer.from(sent, 'base64').toString('utf8')).toBe('<p>₹1</p>');
  });

  it('are named as the system names them, and none is guessed', async () => {
    expect(await electronPrinters().names()).toEqual(['HP LaserJet']);
    const unknown = electronPrinters().print('', { ...paper, deviceName: 'Attic' });
    await expect(unknown).rejects.toMatchObject({ problem: 'printer-not-installed' });
    expect(contents.print).not.toHaveBeenCalled();
  });

  it('say when a print failed or nothing came of it, and leave no window behind', async () => {
    contents.print.mockImplementationOnce((_options, done) => done(false));
    await expect(electronPrinters().print('', paper)).rejects.toMatchObject({ problem: 'printer-failed' });
    contents.print.mockImplementationOnce(() => undefined);
    await expect(electronPrinters(20).print('', paper)).rejects.toMatchObject({ problem: 'printer-silent' });
    expect(windows.every(({ destroyed }) => destroyed)).toBe(true);
  });
});
