import { z } from 'zod';
import { advance } from '../advances/advance.ts';
import { creditNote } from '../credit-notes/credit-note.ts';
import { estimate } from '../estimates/estimate.ts';
import { invoice } from '../invoices/invoice.ts';
import { id } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { refund } from '../refunds/refund.ts';
import { openTillHere } from '../tills/open-till-here.ts';
import { documentReprinted, REPRINTED_KINDS } from './changes.ts';
import { duplicatesOf } from './document-prints.ts';

type Kind = (typeof REPRINTED_KINDS)[number];

/** Lets a numbered document be printed once more, as DUPLICATE n, at the terminal that signed it. Counted in the till. */
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
    const printed = documentOf(reader, kind, subjectId);
    if (!printed) return refuse('document-unknown');
    const { number, patientId, patientName } = printed;
    // What its QR names, and the key that signed it, are at the terminal that made it.
    if (printed.terminalId !== place.terminalId) return refuse('counterfoil-elsewhere', { number });
    const duplicate = duplicatesOf(reader, number) + 1;
    return {
      documentNumber: number,
      changes: [documentReprinted.of({ kind, subjectId, number, duplicate, tillId: till.id, patientId, patientName })],
      result: { kind, subjectId, number, duplicate },
    };
  },
});

interface Printed {
  readonly number: string;
  readonly terminalId: string;
  readonly patientId: string;
  readonly patientName: string;
}

function documentOf(reader: Reader, kind: Kind, subjectId: string): Printed | undefined {
  switch (kind) {
    case 'invoice':
      return reader.get(invoice, subjectId);
    case 'credit-note':
      return reader.get(creditNote, subjectId);
    case 'refund':
      return reader.get(refund, subjectId);
    case 'advance': {
      // Only a deposit has a receipt; what came of a credit note or a bill paid twice has that document.
      const one = reader.get(advance, subjectId);
      return one?.origin === 'deposit' ? one : undefined;
    }
    case 'estimate':
      return reader.get(estimate, subjectId);
    default:
      return kind satisfies never;
  }
}
