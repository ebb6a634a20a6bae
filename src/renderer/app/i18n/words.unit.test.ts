import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { operations as houseOperations } from '#domain/registry.ts';
import { SYNC_PROBLEMS } from '#protocol/sync-messages.ts';
import { en } from './en/index.ts';
import { hi } from './hi/index.ts';
import { LANGUAGES } from './languages.ts';

const SRC = resolve(import.meta.dirname, '../../../');

/** Every code that is refused with somewhere in a folder's sources. */
function codesIn(folder: string): string[] {
  const codes = new Set<string>();
  for (const file of readdirSync(join(SRC, folder), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
    const text = readFileSync(join(SRC, folder, file), 'utf8');
    // The call's text up to its details: both codes of `refuse(over ? 'one' : 'other', …)` are in it.
    for (const [, before = ''] of text.matchAll(/\b(?:refuse|refusedRow|no)\(([^{};]*)/g)) {
      const first = before.startsWith('row') || /^\s*\w+\.row/.test(before) ? before.slice(before.indexOf(',') + 1) : before;
      for (const [, code = ''] of argumentOf(first).matchAll(/'([a-z]+(?:-[a-z]+)+)'/g)) codes.add(code);
    }
  }
  return [...codes].sort();
}

/** The first argument of a call: to the comma or bracket that ends it. */
function argumentOf(text: string): string {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')' && depth-- === 0) return text.slice(0, at);
    else if (text[at] === ',' && depth === 0) return text.slice(0, at);
  }
  return text;
}

/** All texts of a language with their paths. */
function texts(words: object, path = ''): [path: string, text: string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : texts(value as object, `${path}${key}.`),
  );
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe('words', () => {
  it('finds the codes it looks for', () => {
    expect(codesIn('domain')).toEqual(expect.arrayContaining(['day-locked', 'exceeds-balance-due', 'short-of-balance-due']));
    expect(codesIn('main')).toEqual(expect.arrayContaining(['locked-out', 'session-token-invalid']));
  });

  it.each(['domain', 'main', 'protocol', '../sync-server'])('have a sentence for every code that %s refuses with', (folder) => {
    const missing = codesIn(folder).filter((code) => !Object.hasOwn(en.refusals, code) || !Object.hasOwn(hi.refusals, code));
    expect(missing).toEqual([]);
  });

  it('have a sentence for every problem of sync', () => {
    expect(Object.keys(SYNC_PROBLEMS).filter((code) => !Object.hasOwn(en.refusals, code))).toEqual([]);
  });

  it('have a sentence for whatever else stops sync', () => {
    const round = readFileSync(join(SRC, 'main/sync/sync-round.ts'), 'utf8');
    const codes = [...round.matchAll(/return '([a-z]+(?:-[a-z]+)+)'/g)].map(([, code = '']) => code);
    expect(codes).toContain('checkpoint-mismatch');
    const missing = [...codes, 'sync-failed'].filter(
      (code) => !Object.hasOwn(en.refusals, code) || !Object.hasOwn(hi.refusals, code),
    );
    expect(missing).toEqual([]);
  });

  it('send only whoever enrols for a new code', () => {
    for (const { refusals } of [en, hi])
      expect(refusals['wrong-server-certificate']).not.toContain(refusals === en.refusals ? 'code' : 'कोड');
    expect(en.refusals['enrolment-wrong-certificate']).toContain('code');
  });

  it('have a sentence for whatever keeps a terminal from opening', () => {
    const terminal = readFileSync(join(SRC, 'main/terminal.ts'), 'utf8');
    const codes = [...terminal.matchAll(/return '([a-z]+(?:-[a-z]+)+)'/g)].map(([, code = '']) => code);
    expect(codes).toContain('machine-mismatch');
    expect(codes.filter((code) => !Object.hasOwn(en.refusals, code) || !Object.hasOwn(hi.refusals, code))).toEqual([]);
  });

  it('name every operation', () => {
    expect(Object.keys(houseOperations).filter((name) => !Object.hasOwn(en.operations, name))).toEqual([]);
  });

  it.each(Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[])('in %s are complete and fill the same gaps', (language) => {
    const theirs = new Map(texts(LANGUAGES[language].words));
    for (const [path, english] of texts(en)) {
      expect(theirs.get(path)?.trim(), path).toBeTruthy();
      expect(placeholders(theirs.get(path) ?? ''), path).toEqual(placeholders(english));
    }
    expect(theirs.size).toBe(texts(en).length);
  });

  it('in Hindi are Hindi', () => {
    const said = texts(hi).map(([path, text]) => [path, text.replace(/\{\{\w+\}\}/g, '')] as const);
    const english = said.filter(([path, text]) => /[a-z]{4,}/.test(text) && !path.startsWith('common.'));
    // Names that stay what they are: keys, the product, codes on paper.
    const left = english.filter(
      ([, text]) =>
        !/^[^a-z]*(Enter|Ctrl|Counterfoil)/i.test(text) && /[a-z]{4,}/.test(text.replace(/Enter|Counterfoil|Ctrl/g, '')),
    );
    expect(left.map(([path]) => path)).toEqual([]);
  });
});
