import { join, resolve } from 'node:path';
import { _electron } from '@playwright/test';
import { enrol, expect, logIn, test } from './clinic.ts';
import { electronProgram } from './electron-program.ts';

const root = resolve(import.meta.dirname, '../..');
const program = electronProgram();

test.skip(
  program === undefined,
  'Electron’s program is not on this machine, so its shell was not tested. “npx install-electron” fetches it.',
);

test('the reception works in Electron as it does in the browser shell', async ({ clinic }, info) => {
  const app = await _electron.launch({
    executablePath: program ?? '',
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root],
    env: {
      ...definedIn(process.env),
      COUNTERFOIL_DATA: join(info.outputDir, 'terminal'),
      COUNTERFOIL_ALLOW_UNPROTECTED_KEYS: '1',
    },
  });
  try {
    const page = await app.firstWindow();
    expect(await page.evaluate(() => ['require', 'process', 'module'].filter((name) => name in globalThis))).toEqual([]);
    await enrol(page, await clinic.codeFor(await clinic.network('Reception')));
    await logIn(page, 'Reception');
    await expect(page.getByRole('region', { name: 'Today’s queue' })).toBeVisible();
  } finally {
    await app.close();
  }
});

function definedIn(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
