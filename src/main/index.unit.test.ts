import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';

const fake = vi.hoisted(() => {
  type Handler = (...given: unknown[]) => unknown;
  const handlers = new Map<string, Handler>();
  const on = (where: string) => (event: string, handler: Handler) => void handlers.set(`${where} ${event}`, handler);
  const windows: { options: Record<string, unknown>; address: string }[] = [];
  class BrowserWindow {
    options: Record<string, unknown>;
    constructor(options: Record<string, unknown>) {
      this.options = options;
    }
    once() {}
    isMinimized() {
      return true;
    }
    restore() {}
    focus() {}
    loadURL(address: string) {
      windows.push({ options: this.options, address });
      return Promise.resolve();
    }
  }
  const app = {
    isPackaged: true,
    on: on('app'),
    setPath: vi.fn(),
    getPath: () => 'user-data',
    requestSingleInstanceLock: vi.fn(() => true),
    enableSandbox: vi.fn(),
    whenReady: () => Promise.resolve(),
    quit: vi.fn(),
    exit: vi.fn(),
  };
  const permissions = { request: undefined as Handler | undefined, check: undefined as Handler | undefined };
  const electron = {
    app,
    BrowserWindow,
    dialog: { showErrorBox: vi.fn() },
    ipcMain: { on: on('ipc') },
    net: { fetch: vi.fn(async () => new Response('<html>')) },
    protocol: {
      registerSchemesAsPrivileged: vi.fn(),
      handle: (scheme: string, handler: Handler) => void handlers.set(`protocol ${scheme}`, handler),
    },
    safeStorage: {},
    session: {
      defaultSession: {
        setPermissionRequestHandler: (handler: Handler) => Object.assign(permissions, { request: handler }),
        setPermissionCheckHandler: (handler: Handler) => Object.assign(permissions, { check: handler }),
      },
    },
  };
  const terminal = { close: vi.fn(async () => undefined) };
  const upgraded: unknown[] = [];
  return { handlers, windows, app, electron, permissions, terminal, upgraded };
});

vi.mock('electron', () => fake.electron);
vi.mock('./plain-terminal.ts', () => ({ plainTerminal: vi.fn(async () => fake.terminal), reportToConsole: vi.fn() }));
vi.mock('./ipc/router.ts', () => ({ buildRouter: () => ({}) }));
vi.mock('@orpc/server/message-port', () => ({
  RPCHandler: class {
    upgrade(port: unknown) {
      fake.upgraded.push(port);
    }
  },
}));

async function start() {
  vi.resetModules();
  await import('./index.ts');
  await vi.waitFor(() => expect(fake.windows).toHaveLength(1));
}

function handler(name: string) {
  const found = fake.handlers.get(name);
  if (!found) throw new Error(`nothing listens to ${name}`);
  return found;
}

beforeEach(() => {
  fake.handlers.clear();
  fake.windows.length = 0;
  fake.upgraded.length = 0;
  fake.app.quit.mockClear();
  fake.app.requestSingleInstanceLock.mockReturnValue(true);
});

describe('the Electron shell', () => {
  it('opens one sandboxed window on its own scheme', async () => {
    await start();
    expect(fake.app.enableSandbox).toHaveBeenCalled();
    expect(fake.windows[0]?.address).toBe('counterfoil://window/');
    expect(fake.windows[0]?.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    });
  });

  it('starts once on a machine', async () => {
    fake.app.requestSingleInstanceLock.mockReturnValue(false);
    vi.resetModules();
    await import('./index.ts');
    expect(fake.app.quit).toHaveBeenCalledOnce();
    expect(fake.windows).toEqual([]);
  });

  it('lets no page lead, pop up or embed anything, and gives no permission', async () => {
    await start();
    const contents = Object.assign(new EventEmitter(), { setWindowOpenHandler: vi.fn() });
    handler('app web-contents-created')({}, contents);
    expect(contents.setWindowOpenHandler.mock.calls[0]?.[0]()).toEqual({ action: 'deny' });
    const prevented = (event: string, url: string) => {
      const preventDefault = vi.fn();
      contents.emit(event, { url, preventDefault });
      return preventDefault.mock.calls.length === 1;
    };
    expect(prevented('will-navigate', 'https://example.org/')).toBe(true);
    expect(prevented('will-navigate', 'counterfoil://elsewhere/')).toBe(true);
    expect(prevented('will-navigate', 'counterfoil://window/index.html')).toBe(false);
    expect(prevented('will-redirect', 'counterfoil://window/')).toBe(true);
    expect(prevented('will-attach-webview', '')).toBe(true);
    const answer = vi.fn();
    fake.permissions.request?.({}, 'geolocation', answer);
    expect(answer).toHaveBeenCalledWith(false);
    expect(fake.permissions.check?.()).toBe(false);
  });

  it("takes a line from the window's own page only", async () => {
    await start();
    const connect = (url: string, parent: object | null) => {
      const port = { close: vi.fn(), start: vi.fn() };
      handler('ipc counterfoil:connect')({ ports: [port], senderFrame: { url, parent } });
      return port;
    };
    expect(connect('https://example.org/', null).close).toHaveBeenCalled();
    expect(connect('counterfoil://window/', {}).close).toHaveBeenCalled();
    expect(fake.upgraded).toEqual([]);
    const port = connect('counterfoil://window/', null);
    expect(port.start).toHaveBeenCalled();
    expect(fake.upgraded).toEqual([port]);
    expect(() => handler('ipc counterfoil:connect')({ ports: [], senderFrame: null })).not.toThrow();
  });

  it('serves the window with its policy and nothing outside its folder', async () => {
    await start();
    const get = (url: string) => handler('protocol counterfoil')({ url }) as Promise<Response>;
    const page = await get('counterfoil://window/');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    for (const outside of ['counterfoil://other/index.html', 'counterfoil://window/..%2f..%2fpackage.json'])
      expect((await get(outside)).status).toBe(404);
  });

  it('closes the terminal before it quits', async () => {
    await start();
    const preventDefault = vi.fn();
    handler('app before-quit')({ preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(fake.app.quit).toHaveBeenCalledOnce());
    expect(fake.terminal.close).toHaveBeenCalledOnce();
    handler('app before-quit')({ preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });
});
