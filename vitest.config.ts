import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What processes started by tests read of our TypeScript is kept, as commands keep it: a start takes half the time. */
const env = { NODE_COMPILE_CACHE: fileURLToPath(new URL('./node_modules/.cache/read', import.meta.url)) };

/**
 * Starts databases, servers or processes: two files at a time, each of which waits for its disk half of the time. After the
 * quick ones, which take every core.
 */
const heavy = {
  ...{ env, pool: 'forks', maxWorkers: 2, sequence: { groupOrder: 1 } },
  ...{ testTimeout: 120_000, hookTimeout: 120_000 },
} as const;

/** They put another `electron` in the place of the real one, each its own. */
const MOCKING = ['src/main/electron/**/*.unit.test.ts', 'src/main/index.unit.test.ts', 'src/preload/**/*.unit.test.ts'];
/** The slowest take two seconds on a quiet machine; one that is busy with other work takes ten times as long. */
const quick = { testTimeout: 30_000 } as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          ...quick,
          // Nothing here mocks a module, so that files share what is loaded: loading the house anew for each took half the time.
          isolate: false,
          include: ['{src,sync-server,commands}/**/*.unit.test.{ts,tsx}', 'tests/architecture/*.test.ts'],
          exclude: MOCKING,
        },
      },
      { test: { name: 'electron', ...quick, include: MOCKING } },
      { test: { name: 'store-contract', include: ['tests/store-contract/**/*.test.ts'], ...heavy } },
      {
        test: {
          name: 'integration',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/architecture/**', 'tests/store-contract/**'],
          globalSetup: './tests/run-postgres.ts',
          ...heavy,
        },
      },
    ],
  },
});
