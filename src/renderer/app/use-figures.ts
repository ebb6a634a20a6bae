import { createContext, use, useMemo } from 'react';
import type { Refusal } from '#domain/kernel/refusal.ts';
import type { TerminalState } from '#protocol/counter-api.ts';
import { type Figures, figuresFor } from './figures.ts';
import { LANGUAGES } from './i18n/languages.ts';
import type { Words } from './i18n/words.ts';
import { useLanguage } from './preferences.ts';
import { refusalSentence } from './refusal-sentence.ts';

export type Terminal = NonNullable<TerminalState['terminal']>;

/** What the terminal says of itself, for every part below the frame. */
export const TerminalContext = createContext<TerminalState | null>(null);

export function useTerminalState(): TerminalState {
  const state = use(TerminalContext);
  if (!state) throw new Error('outside the terminal’s context');
  return state;
}

/** The enrolled terminal. Only below the login. */
export function useTerminal(): Terminal {
  const { terminal } = useTerminalState();
  if (!terminal) throw new Error('not enrolled');
  return terminal;
}

export function useFigures(): Figures {
  const state = use(TerminalContext);
  const language = useLanguage();
  const currency = state?.terminal?.currency ?? 'INR';
  const timeZone = state?.terminal?.timeZone ?? 'Asia/Kolkata';
  return useMemo(() => figuresFor({ locale: LANGUAGES[language].locale, currency, timeZone }), [language, currency, timeZone]);
}

/** Makes sentences of refusals in the window's language. */
export function useRefusalSentence(): (refusal: Pick<Refusal, 'code' | 'details'>) => string {
  const figures = useFigures();
  const words: Words = LANGUAGES[useLanguage()].words;
  return (refusal) => refusalSentence(refusal, words, figures);
}
