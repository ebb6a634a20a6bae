import { describe, expect, it } from 'vitest';
import { searchWords } from './record.ts';

describe('search words', () => {
  it('are lower case without accents, digits kept', () => {
    expect(searchWords('José Eduardo181 GÓMEZ206')).toEqual(['jose', 'eduardo181', 'gomez206']);
    expect(searchWords('Ünal, Ørsted-Smith')).toEqual(['unal', 'ørsted', 'smith']);
  });

  it('keep the vowel signs of Devanagari, which are marks but not accents', () => {
    expect(searchWords('सुनीता शर्मा')).toEqual(['सुनीता', 'शर्मा']);
  });

  it('have the digits of every script as plain ones', () => {
    expect(searchWords('वार्ड १२')).toEqual(searchWords('वार्ड 12'));
    expect(searchWords('९८७६')).toEqual(['9876']);
  });

  it('are the same however the text was composed', () => {
    expect(searchWords('e\u0301te\u0301')).toEqual(searchWords('été'));
  });

  it('are bounded, and none in what says nothing', () => {
    expect(searchWords('a '.repeat(100))).toHaveLength(24);
    expect(searchWords(' .,-- ')).toEqual([]);
  });
});
