import { z } from 'zod';
import { type Letterhead, letterhead } from '../documents/letterhead.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { terminal } from '../terminals/terminal.ts';
import { type CreditNote, creditNote } from './credit-note.ts';

/** Everything a credit note says. */
export interface CreditNoteDocument {
  readonly letterhead: Letterhead;
  readonly creditNote: CreditNote;
  readonly terminalCode: string;
}

export const creditNoteDocument = defineQuery({
  name: 'creditNoteDocument',
  roles: ['cashier', 'manager', 'auditor'],
  terminals: ['cashier', 'back-office'],
  input: z.strictObject({ creditNoteId: id }),
  read({ creditNoteId }, { reader, place }): CreditNoteDocument | null {
    const one = reader.get(creditNote, creditNoteId);
    if (!one) return null;
    const terminalCode = reader.get(terminal, one.terminalId)?.code ?? '';
    return { letterhead: letterhead(reader, place.clinicId, one.branchId), creditNote: one, terminalCode };
  },
});
