import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { house } from '#domain/registry.ts';

const root = resolve(import.meta.dirname, '../..');

/** All that the environment may say to a program of ours. None of it is about what is logged. */
const KNOWN = new Set([
  ...[
    'COUNTERFOIL_DATA',
    'COUNTERFOIL_CODE',
    'COUNTERFOIL_ALLOW_UNPROTECTED_KEYS',
    'COUNTERFOIL_PASSWORD',
    'COUNTERFOIL_MACHINE_ID',
  ],
  ...['COUNTERFOIL_SERVER_KEY', 'COUNTERFOIL_TLS_CERT', 'COUNTERFOIL_TLS_KEY', 'DATABASE_URL'],
  ...['COUNTERFOIL_SERVER_DATA', 'COUNTERFOIL_SERVER_ADDRESS', 'COUNTERFOIL_GATEWAY_SECRET', 'APP_DATABASE_URL'],
  ...['DISPLAY', 'WAYLAND_DISPLAY', 'ELECTRON_RENDERER_URL', 'NODE_COMPILE_CACHE', 'npm_lifecycle_event'],
]);

function sources(): string[] {
  return ['src', 'sync-server', 'commands'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter(({ name }) => /\.(ts|tsx|mjs)$/.test(name) && !name.includes('.test.'))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')),
  );
}

describe('the log', () => {
  it('is turned off by no environment variable: all that are read are known', () => {
    const read = sources().flatMap((text) => [
      ...[...text.matchAll(/process\.env\.(\w+)/g)].map(([, name]) => name ?? ''),
      ...[...text.matchAll(/\{([^{}]*)\}\s*=\s*process\.env/g)].flatMap(([, names = '']) =>
        names.split(',').map((one) => one.trim()),
      ),
      ...[...text.matchAll(/\bCOUNTERFOIL_[A-Z_]+\b/g)].map(([name]) => name),
    ]);
    expect(read).toContain('COUNTERFOIL_DATA');
    expect(read.filter((name) => !KNOWN.has(name))).toEqual([]);
  });

  it('is turned off by no operation: each says what changes it makes, and a change is made by an entry alone', () => {
    const silent = [...house.operations.values()].filter(({ makes }) => makes.length === 0).map(({ name }) => name);
    expect(silent).toEqual([]);
  });
});
