import { LAYOUT_EDITION, type PaperLanguage } from '#domain/kernel/paper-kinds.ts';
import { en, type Words } from './words/en.ts';
import { hi } from './words/hi.ts';
import { HINDI_OF_EDITION_1 } from './words/hi-edition-1.ts';

export type { Words };

const WORDS: Readonly<Record<PaperLanguage, Words>> = { en, hi };

/** What documents of an edition of the layouts say. */
export function wordsOf(language: PaperLanguage, edition = LAYOUT_EDITION): Words {
  return language === 'hi' && edition < 2 ? { ...hi, ...HINDI_OF_EDITION_1 } : WORDS[language];
}
