import type { PaperLanguage } from '#domain/kernel/paper-kinds.ts';
import { en, type Words } from './words/en.ts';
import { hi } from './words/hi.ts';

export type { Words };

export const WORDS: Readonly<Record<PaperLanguage, Words>> = { en, hi };
