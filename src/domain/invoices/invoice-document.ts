import { z } from 'zod';
import { doctor } from '../doctors/doctor.ts';
import { duplicatesOf } from '../documents/document-prints.ts';
import { type Letterhead, letterhead } from '../documents/letterhead.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { user } from '../staff/user.ts';
import { terminal } from '../terminals/terminal.ts';
import { balanceDue, type Invoice, invoice } from './invoice.ts';

/** Everything an invoice says, and how it stands. */
export interface InvoiceDocument {
  readonly letterhead: Letterhead;
  readonly invoice: Invoice;
  readonly terminalCode: string;
  readonly doctorName: string;
  readonly dueMinor: number;
  readonly issuedByName: string;
  /** 0: the original. n: printed as DUPLICATE n. */
  readonly duplicate: number;
}

export const invoiceDocument = defineQuery({
  name: 'invoiceDocument',
  roles: ['cashier', 'manager', 'auditor'],
  terminals: ['cashier', 'back-office'],
  input: z.strictObject({ invoiceId: id }),
  read({ invoiceId }, { reader, place }): InvoiceDocument | null {
    const one = reader.get(invoice, invoiceId);
    if (!one) return null;
    return {
      letterhead: letterhead(reader, place.clinicId, one.branchId, { ...one, atMs: one.issuedAtMs }),
      duplicate: duplicatesOf(reader, one.number),
      issuedByName: one.issuedByName ?? reader.get(user, one.issuedBy)?.name ?? '',
      invoice: one,
      terminalCode: reader.get(terminal, one.terminalId)?.code ?? '',
      doctorName: one.doctorName ?? reader.get(doctor, one.doctorId)?.name ?? '',
      dueMinor: balanceDue(one),
    };
  },
});
