import { z } from 'zod';
import { text } from '../kernel/fields.ts';
import { defineRecord, on, type Reader, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { documentReprinted } from './changes.ts';

/** How often a numbered document was printed again. There is none before the first time. */
export const documentPrintsShape = z.object({
  /** The document's number. */
  id: text(16),
  duplicates: z.number().int().min(0),
});
export type DocumentPrints = z.infer<typeof documentPrintsShape>;

export const documentPrints: RecordType<DocumentPrints> = defineRecord({
  name: 'document-prints',
  shape: documentPrintsShape,
  stream: 'money',
  handlers: [
    on(documentReprinted, {
      check: (one, { number, duplicate }) => {
        const expected = (one?.duplicates ?? 0) + 1;
        return duplicate === expected ? undefined : refuse('duplicate-not-next', { number, expected, given: duplicate });
      },
      fold: (one, { number }) => ({ id: number, duplicates: (one?.duplicates ?? 0) + 1 }),
    }),
  ],
});

/** 0: only the original is on paper. */
export function duplicatesOf(reader: Reader, number: string): number {
  return reader.get(documentPrints, number)?.duplicates ?? 0;
}
