import { expect, it } from 'vitest';
import { codeInFile } from '#domain/terminals/code-in-file.ts';
import { hi } from '../app/i18n/hi/index.ts';
import { codeFileName, codeFileText } from './code-file.ts';

it.each([
  ['Cashier 2', 'Cashier 2.counterfoil-code.txt'],
  ['कैश काउंटर', 'कैश काउंटर.counterfoil-code.txt'],
  ['Cash / first floor: left', 'Cash first floor left.counterfoil-code.txt'],
  ['..\\..\\"x"\u0000', 'x.counterfoil-code.txt'],
  ['...', 'counter.counterfoil-code.txt'],
])('the file of the code for %j is called %j', (counter, file) => {
  expect(codeFileName(counter)).toBe(file);
});

it('the code is found again in the file it was saved in', () => {
  const code = `${'04ABC-'.repeat(26)}K7`;
  const text = codeFileText(code, [hi.terminalsTab.codeTitle, hi.terminalsTab.codeFileWhat]);
  expect(text.endsWith(`\r\n\r\n${code}\r\n`)).toBe(true);
  expect(codeInFile(new TextEncoder().encode(text))).toBe(code);
});
