import { useSyncExternalStore } from 'react';
import { DEFAULT_LANGUAGE, isLanguage, type Language } from './i18n/languages.ts';

const LANGUAGE = 'counterfoil.language';
const PREPRINTED = 'counterfoil.preprinted-sheets';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function keep(name: string, value: string): void {
  localStorage.setItem(name, value);
  for (const listener of listeners) listener();
}

/** The language of this window, kept on this machine. */
export const language = {
  get(): Language {
    const kept = localStorage.getItem(LANGUAGE);
    return kept !== null && isLanguage(kept) ? kept : DEFAULT_LANGUAGE;
  },
  set(to: Language): void {
    keep(LANGUAGE, to);
  },
  subscribe,
};

/** The sheets in this machine's printer carry the letterhead, so that none is printed on them. */
export const preprintedSheets = {
  get: () => localStorage.getItem(PREPRINTED) === 'yes',
  set: (to: boolean) => keep(PREPRINTED, to ? 'yes' : 'no'),
};

export function useLanguage(): Language {
  return useSyncExternalStore(language.subscribe, language.get);
}

export function usePreprintedSheets(): boolean {
  return useSyncExternalStore(subscribe, preprintedSheets.get);
}
