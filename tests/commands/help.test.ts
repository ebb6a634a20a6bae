import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from './run-command.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const TOP = ['start', 'server', 'terminal', 'admin', 'verify', 'day', 'simulate', 'bench'];

/** What Electron's program is told by whoever starts it; no command obeys it. */
const ELECTRONS_OWN = ['COUNTERFOIL_DATA', 'COUNTERFOIL_CODE'];

interface Help {
  readonly typed: string;
  readonly text: string;
}

/** The help of a command and of every command in it. */
async function helpsOf(path: readonly string[]): Promise<Help[]> {
  const ran = await runCommand([...path, '--help']);
  expect(ran, path.join(' ')).toMatchObject({ code: 0, err: '' });
  const helps: Help[] = [{ typed: path.join(' '), text: ran.out }];
  for (const [name] of items(ran.out, 'Commands')) if (name && name !== 'help') helps.push(...(await helpsOf([...path, name])));
  return helps;
}

/** The lines of a section: what is typed, and what is said about it. An item whose words begin on the next line has them there. */
function items(help: string, title: string): [name: string, said: string][] {
  const section = new RegExp(`^${title}:\\n((?:  .*\\n?)+)`, 'm').exec(help)?.[1] ?? '';
  const found: [string, string][] = [];
  for (const line of section.split('\n')) {
    const [, term = '', said = ''] = /^ {2}(\S.*?)(?: {2,}(.*))?$/.exec(line) ?? [];
    if (term) found.push([title === 'Commands' ? (term.split(' ')[0] ?? '') : term, said]);
  }
  return found;
}

describe('the help of every command', () => {
  const helps: Help[] = [];
  beforeAll(async () => {
    helps.push(...(await Promise.all(TOP.map((name) => helpsOf([name])))).flat());
  }, 300_000);

  it('is found for commands of commands too', () => {
    const typed = helps.map((help) => help.typed);
    expect(typed).toEqual(expect.arrayContaining([...TOP, 'admin clinic create', 'admin day', 'admin day lock', 'admin import']));
    expect(typed.length).toBeGreaterThanOrEqual(18);
  });

  it('shows what to type as it is typed', () => {
    for (const { typed, text } of helps) {
      const [first = '', ...rest] = typed.split(' ');
      const line = [first === 'start' ? 'npm start --' : `npm run ${first} --`, ...rest].join(' ');
      expect(text.split('\n')[0]).toMatch(new RegExp(`^Usage: ${line} \\[options\\]( |$)`));
    }
  });

  it('says something about each option, argument and command', () => {
    for (const { typed, text } of helps) {
      const named = ['Arguments', 'Options', 'Global Options', 'Commands'].flatMap((title) => items(text, title));
      expect(named.length, typed).toBeGreaterThan(0);
      for (const [name, said] of named) expect(said, `${typed}: ${name}`).toMatch(/\w{2}/);
    }
  });

  it('names the environment variables that are obeyed, or says that there are none', () => {
    for (const { typed, text } of helps)
      if (!/^Environment: none$/m.test(text)) expect(items(text, 'Environment').length, typed).toBeGreaterThan(0);
    const named = helps.map(({ text }) => text).join('\n');
    for (const name of variablesRead()) expect(named, name).toContain(name);
  });

  it('says what its exit codes mean', () => {
    for (const { typed, text } of helps) {
      const codes = items(text, 'Exit codes');
      expect(
        codes.slice(0, 3).map(([code]) => code),
        typed,
      ).toEqual(['0', '1', '2']);
      for (const [code, said] of codes) expect(said, `${typed}: ${code}`).not.toBe('');
    }
  });
});

/** Every environment variable that the sources of terminal, server and commands mention. */
function variablesRead(): Set<string> {
  const names = new Set<string>();
  for (const folder of ['src/main', 'sync-server', 'commands'])
    for (const file of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
      const text = readFileSync(join(ROOT, folder, file), 'utf8');
      for (const [name] of text.matchAll(/\b(COUNTERFOIL_[A-Z_]+|[A-Z_]*DATABASE_URL)\b/g)) names.add(name);
      for (const [, name = ''] of text.matchAll(/\benv(?:ironment)?\.([A-Z][A-Z_]+)\b/g)) names.add(name);
    }
  expect(names.size).toBeGreaterThan(8);
  for (const name of ELECTRONS_OWN) names.delete(name);
  return names;
}
