import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { codeFromFile } from './code-file.ts';

const CODE = `${'04ABC-'.repeat(26)}K7`;
const folder = mkdtempSync(join(tmpdir(), 'counterfoil-code-'));

function saved(text: string): string {
  const file = join(folder, 'code.txt');
  writeFileSync(file, text);
  return file;
}

it('a code is read from the file it was saved in, or from what the command that made it said', async () => {
  expect(await codeFromFile(saved(`\uFEFFFor Cashier 2\r\n\r\n${CODE}\r\n`))).toBe(CODE);
  expect(await codeFromFile(saved(`${CODE}\n\nFor Cashier 2; one use, until 10:40.\n`))).toBe(CODE);
});

it.each([
  ['has no code', () => saved('ABCDE'), 'no enrolment code in this file'],
  ['is too large', () => saved('x'.repeat(100_000)), 'too large'],
  ['is a folder', () => folder, 'it is a folder, not a file'],
  ['is not there', () => join(folder, 'none.txt'), 'there is no such file'],
])('a file that %s is named with what is wrong with it', async (_what, make, said) => {
  const file = make();
  await expect(codeFromFile(file)).rejects.toThrow(said);
  await expect(codeFromFile(file)).rejects.toThrow(file);
});
