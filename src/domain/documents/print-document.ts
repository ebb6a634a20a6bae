import { z } from 'zod';
import type { Change } from '../kernel/change.ts';
import { id } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { PRINTED_KINDS, type PrintedKind, paperLanguage } from '../kernel/paper-kinds.ts';
import { refuse } from '../kernel/refusal.ts';
import { receiptReprinted } from '../payments/changes.ts';
import { openTillHere } from '../tills/open-till-here.ts';
import { documentPrinted, documentReprinted } from './changes.ts';
import { type NumberedDocument, numberedDocument } from './numbered-document.ts';

/**
 * Lets a numbered document be printed, at the terminal that signed it: the original whenever that is, as long as the log has
 * no print of it, else the next DUPLICATE, which is counted in the open till. Recorded before the paper comes, with the
 * language it is asked for in; a duplicate is in that of its original, where the log has it.
 */
export const printDocument = defineOperation({
  name: 'printDocument',
  roles: ['cashier', 'manager'],
  terminals: ['cashier', 'back-office'],
  decidedAt: 'terminal',
  makes: [documentPrinted, receiptReprinted, documentReprinted],
  input: z.strictObject({ kind: z.enum(PRINTED_KINDS), subjectId: id, language: paperLanguage.optional() }),
  decide({ kind, subjectId, language: asked }, { reader, place }) {
    const one = numberedDocument(reader, kind, subjectId);
    if (!one) return refuse('document-unknown');
    const { number, patientId, patientName } = one;
    if (one.terminalId !== place.terminalId) return refuse('counterfoil-elsewhere', { number });
    // A reprint is the same document: in the words of its original, whatever is spoken at the counter now.
    const inLanguage = one.language ?? asked;
    const said = inLanguage && { language: inLanguage };
    const result = { kind, subjectId, number, duplicate: one.printed ? one.duplicates + 1 : 0, ...said };
    const original = documentPrinted.of({ kind, subjectId, number, patientId, patientName, ...said });
    if (!one.printed) return { documentNumber: number, changes: [original], result };
    const till = openTillHere(reader, place);
    if (!till) return refuse('no-open-till');
    return { documentNumber: number, changes: [duplicateOf(kind, subjectId, { ...one, language: inLanguage }, till.id)], result };
  },
});

function duplicateOf(
  kind: PrintedKind,
  subjectId: string,
  { number, patientId, patientName, duplicates, language }: NumberedDocument,
  tillId: string,
): Change {
  const common = { number, duplicate: duplicates + 1, tillId, patientId, patientName, ...(language && { language }) };
  return kind === 'receipt'
    ? receiptReprinted.of({ paymentId: subjectId, ...common })
    : documentReprinted.of({ kind, subjectId, ...common });
}
