import { describe, expect, it } from 'vitest';
import { readFileText, tellingWords } from './file-text.ts';

const CSV = 'name,sex\nJosé Gómez,M\nमीना शाह,F\n';
const utf8 = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

function utf16(text: string, littleEndian: boolean) {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (const [at] of [...text].entries()) view.setUint16(2 * at, text.charCodeAt(at), littleEndian);
  return new Uint8Array(view.buffer);
}

describe('the text of a file', () => {
  it('is read as UTF-8, with or without its mark', () => {
    expect(readFileText(utf8(CSV))).toEqual({ text: CSV, encoding: 'UTF-8' });
    expect(readFileText(utf8(`\uFEFF${CSV}`))).toEqual({ text: CSV, encoding: 'UTF-8' });
    expect(readFileText(utf8(''))).toEqual({ text: '', encoding: 'UTF-8' });
  });

  it('is read as UTF-16 where it says so, as Excel saves Unicode text', () => {
    expect(readFileText(utf16(`\uFEFF${CSV}`, true))).toEqual({ text: CSV, encoding: 'UTF-16LE' });
    expect(readFileText(utf16(`\uFEFF${CSV}`, false))).toEqual({ text: CSV, encoding: 'UTF-16BE' });
  });

  it('is else read as Windows-1252, as Excel on Windows saves CSV', () => {
    expect(readFileText(latin('name\nJos\xe9 G\xf3mez \x80 \x93x\x94\n'))).toEqual({
      text: 'name\nJosé Gómez € “x”\n',
      encoding: 'Windows-1252',
    });
  });

  it('is refused where it is no text', () => {
    const refused = (bytes: Uint8Array<ArrayBuffer>) =>
      expect(readFileText(bytes)).toMatchObject({ refused: true, code: 'file-not-text' });
    refused(latin('PK\x03\x04\x14\x00\x06\x00\xe9'));
    refused(utf8('a,b\n1,\x002\n'));
    refused(utf8('a,b\n1,\x1b2\n'));
    // Without its mark UTF-16 cannot be told from what is no text.
    refused(utf16('a,b\n1,2\n', true));
    // Bytes that stand for no letter in Windows-1252.
    refused(latin('Jos\xe9 \x81\n'));
  });

  it('is refused where it is UTF-8 that was broken on its way', () => {
    const bytes = utf8(CSV);
    const cut = bytes.slice(0, bytes.indexOf(0xc3) + 1);
    const broken = Uint8Array.from([...bytes, ...cut]);
    expect(readFileText(broken)).toMatchObject({ refused: true, code: 'file-damaged', details: { encoding: 'UTF-8' } });
    expect(readFileText(utf16(`\uFEFF${CSV}`, true).slice(0, -1))).toMatchObject({ code: 'file-damaged' });
  });
});

it('words with letters of their own are shown to be looked at', () => {
  expect(tellingWords('name,city\n"José Gómez",Pune\nMüller;x')).toEqual(['José', 'Gómez', 'Müller']);
  expect(tellingWords('name\nAsha')).toEqual([]);
});
