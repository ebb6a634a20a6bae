import { en } from './en/index.ts';
import { hi } from './hi/index.ts';
import type { Words } from './words.ts';

/** Adding a language: a folder like `en/`, and a line here. */
export const LANGUAGES = {
  en: { name: 'English', locale: 'en-IN', words: en },
  hi: { name: 'हिन्दी', locale: 'hi-IN-u-nu-latn', words: hi },
} satisfies Record<string, { name: string; locale: string; words: Words }>;

export type Language = keyof typeof LANGUAGES;
export const DEFAULT_LANGUAGE: Language = 'en';

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(LANGUAGES, text);
}
