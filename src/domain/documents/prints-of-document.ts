import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { type PaperLanguage, PRINTED_KINDS } from '../kernel/paper-kinds.ts';
import { numberedDocument } from './numbered-document.ts';

/** How often a numbered document was printed, and so what its next print is. Null: there is none. */
export interface PrintsOfDocument {
  readonly number: string;
  /** The log has a print of it: the next one is a duplicate. */
  readonly printed: boolean;
  readonly duplicates: number;
  /** The original was printed in, and so every duplicate is. Absent: any, as whoever prints likes. */
  readonly language?: PaperLanguage;
}

export const printsOfDocument = defineQuery({
  name: 'printsOfDocument',
  roles: ['cashier', 'manager', 'auditor'],
  terminals: ['cashier', 'back-office'],
  input: z.strictObject({ kind: z.enum(PRINTED_KINDS), subjectId: id }),
  read({ kind, subjectId }, { reader }): PrintsOfDocument | null {
    const one = numberedDocument(reader, kind, subjectId);
    if (!one) return null;
    const { number, printed, duplicates, language } = one;
    return { number, printed, duplicates, ...(language && { language }) };
  },
});
