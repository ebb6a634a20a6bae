import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { openTillHere } from '../tills/open-till-here.ts';
import { documentReprinted, REPRINTED_KINDS } from './changes.ts';
import { numberedDocument } from './numbered-document.ts';

/**
 * Lets a numbered document be printed once more, as DUPLICATE n, at the terminal that signed it. Counted in the till. Windows
 * print by `printDocument`; this is how terminals of an earlier program counted, whose entries must still be understood.
 */
export const reprintDocument = defineOperation({
  name: 'reprintDocument',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [documentReprinted],
  input: z.strictObject({ kind: z.enum(REPRINTED_KINDS), subjectId: id }),
  decide({ kind, subjectId }, { reader, place }) {
    const till = openTillHere(reader, place);
    if (!till) return refuse('no-open-till');
    const printed = numberedDocument(reader, kind, subjectId);
    if (!printed) return refuse('document-unknown');
    const { number, patientId, patientName } = printed;
    // What its QR names, and the key that signed it, are at the terminal that made it.
    if (printed.terminalId !== place.terminalId) return refuse('counterfoil-elsewhere', { number });
    const duplicate = printed.duplicates + 1;
    return {
      documentNumber: number,
      changes: [documentReprinted.of({ kind, subjectId, number, duplicate, tillId: till.id, patientId, patientName })],
      result: { kind, subjectId, number, duplicate },
    };
  },
});
