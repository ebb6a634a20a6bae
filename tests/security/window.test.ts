import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { traverseContractProcedures } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentPolicy } from '#main/browser-shell/headers.ts';
import { type BrowserShell, openBrowserShell } from '#main/browser-shell.ts';
import { buildRouter } from '#main/ipc/router.ts';
import { type CounterClient, connectCounter } from '../../commands/counter-client.ts';
import { MEENA, OneTerminal, PASSWORD, RAVI } from '../fixtures/one-terminal.ts';

/** Before anybody is signed in a window may see the terminal's own state and sign somebody in. */
const OPEN_TO_ALL = [
  'terminal.state',
  'terminal.enrol',
  'session.login',
  'session.resume',
  'imports.kinds',
  'exports.kinds',
  'live',
];

/** Where an input is read before the session is asked for, one that can be read. */
const INPUTS: Readonly<Record<string, unknown>> = {
  'session.unlock': { password: PASSWORD },
  'session.changePassword': { current: PASSWORD, next: 'another long password' },
  'log.explore': { limit: 10 },
  'imports.preview': { kind: 'patients', csvText: 'name\nLata', fileName: 'patients.csv' },
  'imports.run': { kind: 'patients', csvText: 'name\nLata', mapping: {} },
  'exports.run': { kind: 'day-book', format: 'csv', branchId: 'b', from: '2026-04-01', to: '2026-04-30' },
  'printing.document': { paper: 'receipt', of: { paymentId: 'p' } },
  'printing.print': { paper: 'receipt', of: { paymentId: 'p' } },
  'printing.send': { paper: 'receipt', of: { paymentId: 'p' } },
  'printing.test': { printer: 'Counter' },
  'printing.again': { id: 'p' },
  'printing.drop': { id: 'p' },
  'printing.openDrawer': { reason: 'change' },
};

let one: OneTerminal;
let shell: BrowserShell;
const lines: CounterClient[] = [];

beforeEach(async () => {
  one = new OneTerminal('cashier', [RAVI, MEENA]);
  await one.startEnrolled();
  const windowFolder = join(one.dataDir, 'window');
  mkdirSync(windowFolder);
  writeFileSync(join(windowFolder, 'index.html'), '<!doctype html>');
  shell = await openBrowserShell({ terminal: one.terminal, windowFolder, port: 0 });
});
afterEach(async () => {
  for (const line of lines.splice(0)) line.close();
  await shell.close();
  await one.terminal.close();
});

async function line(): Promise<CounterClient['call']> {
  const opened = await connectCounter(shell.newLink());
  lines.push(opened);
  return opened.call;
}

/** Every procedure a window can name, `operations.recordPayment`. */
function procedures(): string[] {
  const found: string[] = [];
  traverseContractProcedures({ router: buildRouter(one.terminal), path: [] }, ({ path }) => void found.push(path.join('.')));
  return found;
}

/** Calls a procedure by its name, over the wire; of a stream, the last thing it says. */
async function ask(call: CounterClient['call'], name: string, input: unknown): Promise<unknown> {
  const steps = name.split('.');
  const target = steps.reduce((at, step) => (at as Record<string, unknown>)[step], call as unknown);
  const answer = await (target as (input: unknown) => Promise<unknown>)(input);
  if (!isStream(answer)) return answer;
  let last: unknown;
  for await (const said of answer) last = said;
  return last;
}

function isStream(answer: unknown): answer is AsyncIterable<unknown> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer;
}

describe('a line on which nobody has signed in', () => {
  it('can call nothing of a session, whoever is signed in beside it, and leaves the log as it is', async () => {
    const ravi = await line();
    const login = await ravi.session.login({ login: 'ravi', password: PASSWORD });
    expect(login).toMatchObject({ ok: true });
    const sessionId = login.ok ? login.result.session.sessionId : '';
    const entries = one.logged();
    const stranger = await line();
    const names = procedures().filter((name) => !OPEN_TO_ALL.includes(name));
    expect(names.length).toBeGreaterThan(60);
    for (const name of names) {
      const answer = await ask(stranger, name, { ...(INPUTS[name] ?? {}) });
      expect(answer, name).toMatchObject({ refusal: { code: 'not-signed-in' } });
      expect(JSON.stringify(answer), name).not.toContain('result":{');
    }
    // Naming somebody else's session helps nobody: it is bound to the line.
    expect(await ask(stranger, 'operations.openTill', { openingFloatMinor: 0, sessionId })).toMatchObject({ ok: false });
    expect(await ask(stranger, 'session.resume', { token: sessionId })).toMatchObject({ ok: false });
    expect(await stranger.imports.kinds()).toEqual({ ok: true, result: [] });
    expect(await stranger.exports.kinds()).toEqual({ ok: true, result: [] });
    expect(one.logged()).toEqual(entries);
  });

  it('is a new line after the session has ended, also on the old one', async () => {
    const call = await line();
    await call.session.login({ login: 'ravi', password: PASSWORD });
    expect(await call.queries.billingList({})).toMatchObject({ ok: true });
    await call.session.logout();
    expect(await call.queries.billingList({})).toMatchObject({ refusal: { code: 'not-signed-in' } });
  });
});

describe('what a page may load and run', () => {
  const policy = new Map(
    contentPolicy('ws://127.0.0.1:1')
      .split('; ')
      .map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]),
  );

  it('is only its own scripts, from files', () => {
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('object-src')).toEqual(["'none'"]);
    expect(policy.get('base-uri')).toEqual(["'none'"]);
    expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
  });

  it('is nothing from elsewhere, and nothing made of text', () => {
    expect(policy.get('connect-src')).toEqual(["'self'", 'ws://127.0.0.1:1']);
    for (const [directive, sources] of policy) {
      expect(sources, directive).not.toContain("'unsafe-eval'");
      for (const source of sources ?? [])
        expect(source, directive).toMatch(/^('none'|'self'|data:|blob:|ws:\/\/127\.0\.0\.1:1|'unsafe-inline')$/);
      if (directive !== 'style-src') expect(sources, directive).not.toContain("'unsafe-inline'");
    }
  });

  it('is asked for by a page without inline script', () => {
    const page = readFileSync(join(import.meta.dirname, '../../src/renderer/index.html'), 'utf8');
    const scripts = [...page.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, attributes, text] of scripts) expect([attributes?.includes(' src="./'), text]).toEqual([true, '']);
    expect(page).not.toMatch(/\son\w+=|javascript:/i);
  });
});
