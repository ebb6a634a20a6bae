import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What processes started by tests read of our TypeScript is kept, as commands keep it: a start takes half the time. */
const env = { NODE_COMPILE_CACHE: fileURLToPath(new URL('./node_modules/.cache/read', import.meta.url)) };

/** Starts databases, servers or processes: two files at a time, each of which waits for its disk half of the time. */
const heavy = { env, pool: 'forks', maxWorkers: 2, testTimeout: 120_000, hookTimeout: 120_000 } as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // The slowest take two seconds on a quiet machine; one that is busy with other work takes ten times as long.
          testTimeout: 30_000,
          include: ['{src,sync-server,commands}/**/*.unit.test.{ts,tsx}', 'tests/architecture/*.test.ts'],
        },
      },
      { test: { name: 'store-contract', include: ['tests/store-contract/**/*.test.ts'], ...heavy } },
      {
        test: {
          name: 'integration',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/architecture/**', 'tests/store-contract/**'],
          ...heavy,
        },
      },
    ],
  },
});
