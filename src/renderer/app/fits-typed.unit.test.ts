import { describe, expect, it } from 'vitest';
import { fitsTyped } from './fits-typed.ts';

describe('what is typed', () => {
  it.each([
    ['Dr José Gómez · Dentistry', 'jose dent', true],
    ['Dr José Gómez · Dentistry', 'GOM', true],
    ['Dr José Gómez · Dentistry', 'ose', false],
    ['Dr José Gómez · Dentistry', 'jose surgery', false],
    ['डॉ. मीरा अय्यर', 'मीरा', true],
    ['Dr Anita Nair', '', true],
    ['Dr Anita Nair', ' . ', true],
  ])('%s with %j: %s', (text, typed, fits) => {
    expect(fitsTyped(text, typed)).toBe(fits);
  });
});
