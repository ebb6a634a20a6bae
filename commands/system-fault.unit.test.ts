import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sentenceOfFault, whyNot } from './system-fault.ts';

const folder = mkdtempSync(join(tmpdir(), 'counterfoil-fault-'));
const file = join(folder, 'file');
writeFileSync(file, '');

function faultOf(work: () => void): Error {
  try {
    work();
  } catch (fault) {
    return fault as Error;
  }
  throw new Error('it worked');
}

describe('a fault of the system', () => {
  it.each([
    ['a file that is not there', () => readFileSync(join(folder, 'none')), 'there is no such file or folder'],
    ['a folder in place of a file', () => readFileSync(folder), 'it is a folder, not a file'],
    ['a file in place of a folder', () => mkdirSync(join(file, 'x'), { recursive: true }), 'a part of its path is a file'],
  ])('is said in words: %s', (_, work, said) => {
    const fault = faultOf(work);
    expect(whyNot(fault)).toContain(said);
    expect(sentenceOfFault(fault)).not.toMatch(/\bE[A-Z]{3,}\b/);
  });

  it('names its file where it knows it, and leaves what has no words as it is', () => {
    const fault = faultOf(() => readFileSync(join(folder, 'none')));
    expect(sentenceOfFault(fault)).toBe(`${join(folder, 'none')} cannot be used: there is no such file or folder.`);
    expect(sentenceOfFault(new Error('a word'))).toBe('a word');
    expect(whyNot(new Error('a word'))).toBe('a word');
  });
});
