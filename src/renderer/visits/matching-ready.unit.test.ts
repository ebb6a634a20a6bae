import { describe, expect, it } from 'vitest';
import { matchingReady } from './matching-ready.ts';

const one = (token: string, patientName: string, patientPhone: string) => ({
  ...{ token, patientName, patientPhone },
  patientNumber: `P01-0000${token.slice(-2)}`,
});
const ready = [
  one('1-01', 'Asha Kulkarni', '9845012345'),
  one('1-02', 'Bharat Shah', '9000000001'),
  one('2-01', 'मीना शर्मा', ''),
];

describe('who waits to pay', () => {
  it.each([
    ['1-0', ['1-01', '1-02']],
    ['p01-000002', ['1-02']],
    ['12345', ['1-01']],
    ['shah', ['1-02']],
    ['Asha Kulk', ['1-01']],
    ['Kulkarni, Asha', ['1-01']],
    ['मीना श', ['2-01']],
    ['Asha Shah', []],
    ['-', []],
    [' ', ['1-01', '1-02', '2-01']],
  ])('is found by “%s”', (typed, tokens) => {
    expect(matchingReady(ready, typed).map(({ token }) => token)).toEqual(tokens);
  });
});
