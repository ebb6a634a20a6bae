import { z } from 'zod';
import { text } from '../kernel/fields.ts';
import { type PaperLanguage, paperLanguage } from '../kernel/paper-kinds.ts';
import { defineRecord, on, type Reader, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { documentPrinted, documentReprinted, printFailed } from './changes.ts';

/** How often a numbered document was printed. There is none before the first time. */
export const documentPrintsShape = z.object({
  /** The document's number. */
  id: text(16),
  /** Of a receipt they are counted on its payment. */
  duplicates: z.number().int().min(0),
  /** The original was let out. Absent where that was not recorded yet; a duplicate says it too. */
  original: z.boolean().optional(),
  /** The original was printed in. Absent where that was not kept yet. */
  language: paperLanguage.optional(),
});
export type DocumentPrints = z.infer<typeof documentPrintsShape>;

export const documentPrints: RecordType<DocumentPrints> = defineRecord({
  name: 'document-prints',
  shape: documentPrintsShape,
  stream: 'money',
  handlers: [
    on(documentPrinted, {
      check: (one, { number }) => (one && wasPrinted(one, one.duplicates) ? refuse('already-printed', { number }) : undefined),
      fold: (one, { number, language }) => ({
        id: number,
        duplicates: one?.duplicates ?? 0,
        original: true,
        ...(language && { language }),
      }),
    }),
    on(documentReprinted, {
      check: (one, { number, duplicate }) => {
        const expected = (one?.duplicates ?? 0) + 1;
        return duplicate === expected ? undefined : refuse('duplicate-not-next', { number, expected, given: duplicate });
      },
      fold: (one, { number }) => ({ ...one, id: number, duplicates: (one?.duplicates ?? 0) + 1 }),
    }),
    on(printFailed, {
      // An original of which nothing came out is still to be printed; a duplicate's number stays used.
      fold: (one, { duplicate, nothingPrinted, ending }) =>
        one && (nothingPrinted && ending === 'given-up' && duplicate === 0 ? { ...one, original: false } : one),
    }),
  ],
});

/** 0: there is no duplicate of it. Not for receipts, whose duplicates stand on their payment. */
export function duplicatesOf(reader: Reader, number: string): number {
  return reader.get(documentPrints, number)?.duplicates ?? 0;
}

/** Whether the log has a print of it: the original, or a duplicate, which there is only after the original. */
export function isPrinted(reader: Reader, number: string, duplicates: number): boolean {
  return wasPrinted(reader.get(documentPrints, number), duplicates);
}

/** What the original was printed in, and so every duplicate is. Undefined: there is no print of it, or it did not say. */
export function printedIn(reader: Reader, number: string): PaperLanguage | undefined {
  const one = reader.get(documentPrints, number);
  return one?.original ? one.language : undefined;
}

function wasPrinted(one: DocumentPrints | undefined, duplicates: number): boolean {
  return one?.original === true || duplicates > 0;
}
