import type { en } from './en/index.ts';

type Translated<Text> = Text extends string ? string : { readonly [Key in keyof Text]: Translated<Text[Key]> };

/** What a language must have: every key of English. A missing one fails the type check. */
export type Words = Translated<typeof en>;
