import { searchWords } from '#domain/kernel/record.ts';

/** Whether some word of a text begins with each word typed: as the terminal's own search has it, accents and case aside. */
export function fitsTyped(text: string, typed: string): boolean {
  const have = searchWords(text);
  return searchWords(typed).every((word) => have.some((one) => one.startsWith(word)));
}
