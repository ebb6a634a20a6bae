import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { language } from '../preferences.ts';
import type { en } from './en/index.ts';
import { DEFAULT_LANGUAGE, LANGUAGES } from './languages.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

/** Starts the window's words in the language kept on this machine, and follows when another is chosen. */
export function startWords(): void {
  void i18next.use(initReactI18next).init({
    lng: language.get(),
    fallbackLng: DEFAULT_LANGUAGE,
    resources: Object.fromEntries(Object.entries(LANGUAGES).map(([name, { words }]) => [name, { translation: words }])),
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
  const follow = () => {
    document.documentElement.lang = language.get();
    void i18next.changeLanguage(language.get());
  };
  follow();
  language.subscribe(follow);
}
