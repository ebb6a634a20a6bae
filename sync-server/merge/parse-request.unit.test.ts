import { describe, expect, it } from 'vitest';
import { isUnicode } from './parse-request.ts';

describe('Unicode', () => {
  const deep = JSON.parse(`${'['.repeat(200_000)}"\\ud800"${']'.repeat(200_000)}`);
  it.each([
    ['text', 'नमस्ते 😀', true],
    ['half a pair', '\ud800', false],
    ['half a pair deep inside', deep, false],
    ['half a pair in a name', { a: { '\udfff': 1 } }, false],
    ['half a pair after nothing', [null, undefined, 0, '', '\ud800'], false],
    ['a tree', { a: [1, null, { b: 'c' }], d: true }, true],
    ['nothing', undefined, true],
  ])('%s', (_what, value, expected) => {
    expect(isUnicode(value)).toBe(expected);
  });
});
