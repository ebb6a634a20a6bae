import { z } from 'zod';
import { approval } from '../approvals/approval.ts';
import { duplicatesOf } from '../documents/document-prints.ts';
import { type Letterhead, letterhead } from '../documents/letterhead.ts';
import { invoice } from '../invoices/invoice.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { terminal } from '../terminals/terminal.ts';
import { type CreditNote, creditNote } from './credit-note.ts';

/** Everything a credit note says. */
export interface CreditNoteDocument {
  readonly letterhead: Letterhead;
  readonly creditNote: CreditNote;
  readonly terminalCode: string;
  /** Of the invoice it takes back. */
  readonly invoiceDate: string;
  readonly approverName: string | null;
  /** 0: the original. n: printed as DUPLICATE n. */
  readonly duplicate: number;
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
    return {
      letterhead: letterhead(reader, place.clinicId, one.branchId, { ...one, atMs: one.issuedAtMs }),
      creditNote: one,
      terminalCode,
      invoiceDate: reader.get(invoice, one.invoiceId)?.businessDate ?? one.businessDate,
      approverName: reader.get(approval, one.approvalId)?.approverName ?? null,
      duplicate: duplicatesOf(reader, one.number),
    };
  },
});
