import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { _electron } from '@playwright/test';
import { enrol, expect, logIn, test } from './clinic.ts';
import { electronProgram } from './electron-program.ts';

const root = resolve(import.meta.dirname, '../..');
const program = electronProgram();

test.describe('in Electron', () => {
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
});

test('what is built for Electron loads, also where Electron is not', () => {
  const main = join(root, 'out/main/index.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', standIn(main), main], { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'second instance: quits\n', stderr: '' });
});

/** A module that puts an app which runs already in Electron's place, so that the program loads and quits at once. */
function standIn(main: string): string {
  const names = /import \{([^}]+)\} from "electron"/.exec(readFileSync(main, 'utf8'))?.[1]?.split(',') ?? [];
  const electron = names
    .map((name) => name.trim())
    .map((name) => `export const ${name} = ${name === 'app' ? RUNNING_ALREADY : '{}'};`)
    .join('\n');
  return moduleOf(`import { registerHooks } from 'node:module';
    const url = ${JSON.stringify(moduleOf(electron))};
    const resolve = (name, context, next) => (name === 'electron' ? { url, format: 'module', shortCircuit: true } : next(name, context));
    registerHooks({ resolve });`);
}

const RUNNING_ALREADY = `{ requestSingleInstanceLock: () => false, setPath() {}, quit: () => console.log('second instance: quits') }`;

function moduleOf(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

function definedIn(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
