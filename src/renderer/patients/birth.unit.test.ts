import { describe, expect, it } from 'vitest';
import { ageOn, birthProblem, parseBirth } from './birth.ts';

const today = '2026-11-21';

describe('a typed age or birth date', () => {
  it.each([
    ['34', { birthDate: null, ageYears: 34 }],
    ['0', { birthDate: null, ageYears: 0 }],
    ['4/3/1990', { birthDate: '1990-03-04', ageYears: null }],
    ['04-03-90', { birthDate: '1990-03-04', ageYears: null }],
    ['04.03.26', { birthDate: '2026-03-04', ageYears: null }],
    ['04031990', { birthDate: '1990-03-04', ageYears: null }],
    ['1990-03-04', { birthDate: '1990-03-04', ageYears: null }],
    ['29/2/2024', { birthDate: '2024-02-29', ageYears: null }],
  ])('reads %s', (typed, birth) => {
    expect(parseBirth(typed, today)).toEqual(birth);
  });

  it.each(['', 'x', '131', '31/2/1990', '4/13/1990', '22/11/2026', '1/1/1700', '12-'])('does not take %j', (typed) => {
    expect(parseBirth(typed, today)).toBeUndefined();
  });

  it.each([
    ['', 'missing'],
    ['x', 'unreadable'],
    ['12-', 'unreadable'],
    ['1000', 'unreadable'],
    ['131', 'age-too-high'],
    ['31/2/1990', 'no-such-date'],
    ['4/13/1990', 'no-such-date'],
    ['22/11/2026', 'future'],
    ['1/1/2035', 'future'],
    ['21/11/1895', 'too-old'],
    ['1/1/0001', 'too-old'],
  ])('says of %j what is wrong: %s', (typed, problem) => {
    expect(birthProblem(typed, today)).toBe(problem);
  });

  it('finds nothing wrong with somebody of 130', () => {
    expect(birthProblem('22/11/1895', today)).toBeNull();
    expect(birthProblem('130', today)).toBeNull();
  });

  it('takes a year of two digits for the last one that has been', () => {
    expect(parseBirth('1/1/27', today)?.birthDate).toBe('1927-01-01');
  });
});

describe('an age', () => {
  const born = (birthDate: string) => ({ birthDate, ageYears: null, ageAsOf: null });

  it('turns on the birthday', () => {
    expect(ageOn(born('1990-11-21'), today)).toEqual({ years: 36, months: null });
    expect(ageOn(born('1990-11-22'), today)).toEqual({ years: 35, months: null });
  });

  it('counts an infant in months', () => {
    expect(ageOn(born('2026-03-22'), today)).toEqual({ years: 0, months: 7 });
  });

  it('grows where only an age was told', () => {
    expect(ageOn({ birthDate: null, ageYears: 40, ageAsOf: '2024-11-22' }, today)).toEqual({ years: 41, months: null });
  });

  it('is not made up', () => {
    expect(ageOn({ birthDate: null, ageYears: null, ageAsOf: null }, today)).toBeUndefined();
  });
});
