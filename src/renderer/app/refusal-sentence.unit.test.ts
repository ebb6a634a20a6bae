import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { invalidInput } from '#domain/kernel/invalid-input.ts';
import { figuresFor } from './figures.ts';
import { en } from './i18n/en/index.ts';
import { hi } from './i18n/hi/index.ts';
import { refusalSentence } from './refusal-sentence.ts';

const figures = figuresFor({ locale: 'en-IN', currency: 'INR', timeZone: 'Asia/Kolkata' });
const say = (code: string, details: Record<string, string | number | boolean | null> = {}) =>
  refusalSentence({ code, details }, en, figures);

describe('the sentence of a refusal', () => {
  it('writes amounts in the clinic’s currency', () => {
    const details = { number: 'T07/2627/000001', dueMinor: 125_000, givenMinor: 130_000, differenceMinor: 5000 };
    expect(say('exceeds-balance-due', details)).toBe('₹1,300.00 is ₹50.00 more than is due on T07/2627/000001 (₹1,250.00).');
  });

  it('writes states, dates and waits in words', () => {
    expect(say('already-checked-in', { token: '1-07', date: '2026-11-20', state: 'IN_CONSULTATION' })).toMatch(
      /20 Nov 2026, with the doctor/,
    );
    expect(say('birth-date-in-future', { birthDate: '2027-03-04' })).toContain('4 Mar 2027');
    expect(say('locked-out', { waitMs: 120_000 })).toMatch(/2 min/);
  });

  it('shows a code that it does not know, so that it can be told', () => {
    expect(say('made-up-tomorrow')).toContain('made-up-tomorrow');
    expect(say('constructor')).toContain('constructor');
  });

  it('speaks Hindi', () => {
    expect(refusalSentence({ code: 'visit-state', details: { token: '1-07', from: 'PAID', to: 'CANCELLED' } }, hi, figures)).toBe(
      'टोकन 1-07 भुगतान हुआ है: रद्द नहीं हो सकता।',
    );
  });

  it('leaves a gap where a detail is missing, not a placeholder', () => {
    expect(say('patient-exists')).toBe('That patient is registered already: ….');
  });

  it.each([
    ['name', z.string().max(120), 'x'.repeat(121), 'Name: at most 120 characters fit here.'],
    ['reason', z.string().trim().min(1), ' ', 'Reason: this is missing.'],
    ['quantity', z.number().int().max(100), 101, 'Quantity: at most 100 here.'],
    ['amountMinor', z.number().int().max(500_000), 500_001, 'Amount: at most ₹5,000.00 here.'],
    ['purpleCow', z.string(), 3, 'Treatments: something is missing or wrong. Look at it again.'],
  ])('says in people’s words what is wrong with a %s', (field, shape, value, sentence) => {
    const parsed = z
      .object({ treatments: z.tuple([z.object({ [field]: shape })]) })
      .safeParse({ treatments: [{ [field]: value }] });
    const { code, details } = invalidInput(parsed.error?.issues[0]);
    expect(refusalSentence({ code, details }, en, figures)).toBe(sentence);
    expect(refusalSentence({ code, details }, hi, figures)).not.toMatch(/[A-Za-z]/);
  });

  it('has words for an invalid input that says no more', () => {
    expect(say('invalid-input', { where: '', problem: 'not Unicode' })).toMatch(/^What was entered: something/);
    expect(say('invalid-input', { where: 'frobnicated.id', problem: 'Too big: expected string' })).toMatch(/^What was entered:/);
  });
});
