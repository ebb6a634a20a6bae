import { figuresFor } from '../src/renderer/app/figures.ts';
import { en } from '../src/renderer/app/i18n/en/index.ts';
import { refusalSentence } from '../src/renderer/app/refusal-sentence.ts';

/** The window's words, so that a command says a thing as people read it at the counter. */
export const words = en;

/** Of the machine the command runs on: who types here reads times by its clock. */
export const figures = figuresFor({
  locale: 'en-IN',
  currency: 'INR',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});

/** What a refusal means and what to do about it. */
export function sentenceFor(code: string, details: Readonly<Record<string, unknown>> = {}): string {
  return refusalSentence({ code, details: details as Parameters<typeof refusalSentence>[0]['details'] }, words, figures);
}
