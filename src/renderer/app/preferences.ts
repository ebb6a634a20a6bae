import { useSyncExternalStore } from 'react';
import { DEFAULT_LANGUAGE, isLanguage, type Language } from './i18n/languages.ts';

const LANGUAGE = 'counterfoil.language';
const listeners = new Set<() => void>();

/** The language of this window, kept on this machine. */
export const language = {
  get(): Language {
    const kept = localStorage.getItem(LANGUAGE);
    return kept !== null && isLanguage(kept) ? kept : DEFAULT_LANGUAGE;
  },
  set(to: Language): void {
    localStorage.setItem(LANGUAGE, to);
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

export function useLanguage(): Language {
  return useSyncExternalStore(language.subscribe, language.get);
}
