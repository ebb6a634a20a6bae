import { type Figures, figuresFor } from '../src/renderer/app/figures.ts';
import { en } from '../src/renderer/app/i18n/en/index.ts';
import { refusalSentence } from '../src/renderer/app/refusal-sentence.ts';

/** The window's words, so that a command says a thing as people read it at the counter. */
export const words = en;

/** Times are by this zone's clock and name it: the machine that a command runs on may stand in another than the clinic. */
export function figuresIn(timeZone: string, currency = 'INR'): Figures {
  const plain = figuresFor({ locale: 'en-IN', currency, timeZone });
  return {
    ...plain,
    time: (atMs) => `${plain.time(atMs)} (${timeZone})`,
    dateTime: (atMs) => `${plain.dateTime(atMs)} (${timeZone})`,
  };
}

const machineFigures = figuresIn(Intl.DateTimeFormat().resolvedOptions().timeZone);

/** What a refusal means and what to do about it. Of an input that does not fit, also the field as a command knows it. */
export function sentenceFor(code: string, details: Readonly<Record<string, unknown>> = {}): string {
  const sentence = refusalSentence(
    { code, details: details as Parameters<typeof refusalSentence>[0]['details'] },
    words,
    machineFigures,
  );
  return code === 'invalid-input' && details.problem ? `${sentence} (${details.where || 'input'}: ${details.problem})` : sentence;
}
