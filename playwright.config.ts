import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { findChromium, LAUNCH_FLAGS } from './tests/e2e/chromium.ts';

const BUILT = fileURLToPath(new URL('./out/renderer/index.html', import.meta.url));
if (!existsSync(BUILT)) throw new Error('Nothing is built that a browser could open. Run “npm run build” first.');

/** What the started processes read of our TypeScript is kept, as commands keep it: a start takes half the time. */
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('./node_modules/.cache/read', import.meta.url));

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './tests/run-postgres.ts',
  outputDir: 'test-results',
  // Every spec starts a server and its terminals, which wait for the browser half of the time: two at a time.
  workers: 2,
  fullyParallel: true,
  // Generous: a machine busy with other work takes three times as long as a quiet one.
  timeout: 420_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['./tests/e2e/said-in-words.ts']],
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'en-IN',
    // A picture of the failure and what led to it, without a film of every test, which costs all of them time.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    actionTimeout: 20_000,
    launchOptions: { executablePath: findChromium(), args: LAUNCH_FLAGS },
  },
});
