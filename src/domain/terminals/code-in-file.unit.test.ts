import { describe, expect, it } from 'vitest';
import { CODE_FILE_MAX_BYTES, codeInFile, codesIn } from './code-in-file.ts';

const CODE = `${'04ABC-9XY2Z-'.repeat(13)}K7`;
const OTHER = CODE.replace('9XY2Z', '9XY22');
const utf8 = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let at = 0; at < text.length; at++) view.setUint16(2 * at, text.charCodeAt(at), littleEndian);
  return new Uint8Array(view.buffer);
}

describe('the enrolment code in a file', () => {
  it.each([
    ['alone', CODE],
    ['with an end of line, as Windows writes it', `${CODE}\r\n`],
    ['below words that could be letters of it', `Enrolment code for Cashier 2\n\n${CODE}\nlasts 10`],
    ['within a text', `Enrolment code for Cashier 2, Main\r\nIt works once, until 10:40.\r\n\r\n${CODE}\r\n`],
    ['in Hindi', `काउंटर “कैश 2” का नामांकन कोड\n\n${CODE}\n`],
    ['at the end of a sentence', `Your code is ${CODE}. Be quick.`],
    ['twice', `${CODE}\n\nAgain, to be sure: ${CODE}\n`],
    ['with a dash after it', `Code: ${CODE} - it works once`],
    ['wrapped by a mail after its dashes', `Hello!\n${CODE.slice(0, 72)}\n${CODE.slice(72)}\nBye`],
    ['quoted in a mail', `> Hello!\n> ${CODE.slice(0, 72)}\n> ${CODE.slice(72)}\n> Bye.`],
    ['broken into lines anywhere', `${CODE.slice(0, 40)}\r\n${CODE.slice(40, 80)}\r\n${CODE.slice(80)}\r\n`],
  ])('is found %s', (_how, text) => {
    expect(codeInFile(utf8(text))).toBe(CODE);
  });

  it('is found alone without its dashes', () => {
    const bare = CODE.replaceAll('-', '');
    expect(codesIn(`${bare}\n`)).toEqual([bare]);
    expect(codesIn(CODE.replaceAll('-', ' '))).toEqual([bare]);
  });

  it('is found whatever encoding an editor chose', () => {
    expect(codeInFile(utf8(`\uFEFF${CODE}`))).toBe(CODE);
    expect(codeInFile(utf16(`\uFEFFकोड:\r\n${CODE}\r\n`, true))).toBe(CODE);
    expect(codeInFile(utf16(`\uFEFFकोड:\r\n${CODE}\r\n`, false))).toBe(CODE);
  });

  it.each([
    ['is not in an empty file', '', 'code-file-without-code'],
    ['is not in other text', 'name,phone\nAsha Rao,9820012345\n', 'code-file-without-code'],
    ['is not a number of something else', 'id 01890a5d-ac96-774b-bcce-b302099a8057, ring 98200-12345', 'code-file-without-code'],
    ['is not what is left of one', CODE.slice(0, 30), 'code-file-without-code'],
    ['is not one of two', `Reception: ${CODE}\nCashier: ${OTHER}\n`, 'code-file-several-codes'],
    ['is not looked for in what is too large', `${CODE}\n`.padEnd(CODE_FILE_MAX_BYTES + 1), 'code-file-too-large'],
  ])('%s', (_what, text, code) => {
    expect(codeInFile(utf8(text))).toMatchObject({ refused: true, code });
  });

  it('is found in as large a file as may be, at once', () => {
    const around = `${'04ABC-'.repeat(7)}${' '.repeat(19)}`.repeat(CODE_FILE_MAX_BYTES);
    const text = `${around.slice(0, CODE_FILE_MAX_BYTES - CODE.length - 2)}.\n${CODE}`;
    const before = performance.now();
    expect(codesIn(text)).toContain(CODE);
    expect(performance.now() - before).toBeLessThan(500);
  });
});
