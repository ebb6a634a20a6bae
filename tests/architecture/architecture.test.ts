import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { violations } from './rules.ts';
import { parseSource, readSources } from './source-files.ts';

const root = resolve(import.meta.dirname, '../..');

describe('the house', () => {
  it('keeps its walls', () => {
    const files = readSources(root, ['src', 'sync-server', 'commands', 'tests']);
    expect(files.length).toBeGreaterThan(20);
    expect(violations(files)).toEqual([]);
  });

  it('has every slice in its table of contents', () => {
    const files = readSources(root, ['src/domain']);
    const slices = files.map(({ path }) => path).filter((path) => /^src\/domain\/(?!kernel\/)[\w-]+\/slice\.ts$/.test(path));
    const registry = files.find(({ path }) => path === 'src/domain/registry.ts');
    const listed = registry?.imports.map(({ target }) => target).filter((target) => target.endsWith('/slice.ts'));
    expect(listed?.filter((target) => !target.includes('/kernel/')).sort()).toEqual(slices.sort());
    expect(slices.length).toBeGreaterThan(20);
  });
});

describe('the walls hold against', () => {
  const broken: [what: string, path: string, text: string][] = [
    ['a package in domain', 'src/domain/payments/a.ts', `import { v7 } from 'uuid';`],
    ['Node in domain', 'src/domain/payments/a.ts', `import { randomUUID } from 'node:crypto';`],
    ['protocol in domain', 'src/domain/payments/a.ts', `import type { X } from '../../protocol/entry.ts';`],
    ['the clock in domain', 'src/domain/payments/a.ts', 'export const at = Date.now();'],
    ['a clock handed on in domain', 'src/domain/payments/a.ts', 'export const clock = Date.now;'],
    ['today in domain', 'src/domain/payments/a.ts', 'export const at = new Date();'],
    ['chance in domain', 'src/domain/payments/a.ts', 'export const dice = () => Math.random();'],
    ['main in protocol', 'src/protocol/a.ts', `import type { X } from '#main/store/terminal-store.ts';`],
    ['main in the window', 'src/renderer/a.tsx', `import { router } from '../main/ipc/router.ts';`],
    ['main types in the window', 'src/renderer/a.tsx', `import type { X } from '#main/store/terminal-store.ts';`],
    ['Node in the window', 'src/renderer/a.tsx', `import { join } from 'node:path';`],
    ['Electron in the window', 'src/renderer/a.tsx', `import type { X } from 'electron';`],
    ['protocol code in the window', 'src/renderer/a.ts', `import { hlcText } from '#protocol/clock.ts';`],
    ['Electron in a part of main', 'src/main/store/a.ts', `import type { App } from 'electron';`],
    ['Electron asked for late', 'src/main/store/a.ts', `export const app = await import('electron');`],
    ['Electron as a type in passing', 'src/main/store/a.ts', `export type App = import('electron').App;`],
    ['a slice in main', 'src/main/ipc/a.ts', `import { recordPayment } from '#domain/payments/record-payment.ts';`],
    ['a slice re-exported in main', 'src/main/ipc/a.ts', `export * from '../../domain/payments/record-payment.ts';`],
    ['a slice in the server', 'sync-server/a.ts', `import type { Payment } from '#domain/payments/payment.ts';`],
    ['the list of another slice in a slice', 'src/domain/tills/a.ts', `import { payments } from '../payments/slice.ts';`],
    ['main in the server', 'sync-server/a.ts', `import { keys } from '#main/session/keys.ts';`],
    ['the server in main', 'src/main/a.ts', `import { merge } from '#server/merge/merge.ts';`],
    ['a long file', 'src/main/a.ts', 'export {};\n'.repeat(600)],
    ['a long function', 'src/main/a.ts', `function a() {\n${'  a();\n'.repeat(98)}}\n`],
  ];

  it.each(broken)('%s', (_what, path, text) => {
    expect(violations([parseSource(path, text)])).toHaveLength(1);
  });

  const sound: [what: string, path: string, text: string][] = [
    ['the kernel in main', 'src/main/a.ts', `import { refuse } from '#domain/kernel/refusal.ts';`],
    ['the registry in the server', 'sync-server/a.ts', `import { house } from '#domain/registry.ts';`],
    ['the router type in the window', 'src/renderer/a.ts', `import type { Router } from '#main/ipc/router.ts';`],
    ['Electron in its composition', 'src/main/index.ts', `import { app } from 'electron';`],
    ['a dated Date in domain', 'src/domain/kernel/a.ts', 'export const at = new Date(0);'],
    [
      'a file and a function just short enough',
      'src/main/a.ts',
      `function a() {\n${'  a();\n'.repeat(97)}}\n${'a();\n'.repeat(499)}`,
    ],
  ];

  it.each(sound)('but lets pass %s', (_what, path, text) => {
    expect(violations([parseSource(path, text)])).toEqual([]);
  });
});
