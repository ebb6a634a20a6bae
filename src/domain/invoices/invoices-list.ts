import { z } from 'zod';
import { duplicatesOf } from '../documents/document-prints.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { balanceDue, type Invoice, invoice } from './invoice.ts';

export interface InvoiceListed extends Invoice {
  readonly dueMinor: number;
  /** How often it was printed again. */
  readonly duplicates: number;
}

/** Invoices of a patient, or the one with a number; newest first. */
export const invoicesList = defineQuery({
  name: 'invoicesList',
  roles: ['cashier', 'manager', 'auditor'],
  terminals: ['cashier', 'back-office'],
  input: z
    .strictObject({ patientId: id.nullable().default(null), number: z.string().trim().toUpperCase().max(16).default('') })
    .refine(({ patientId, number }) => patientId !== null || number !== '', { message: 'names neither a patient nor a number' }),
  read: (asked, { reader }): readonly InvoiceListed[] =>
    wanted(reader, asked)
      .map((one) => ({ ...one, dueMinor: balanceDue(one), duplicates: duplicatesOf(reader, one.number) }))
      .sort((one, other) => other.issuedAtMs - one.issuedAtMs),
});

function wanted(reader: Reader, { patientId, number }: { patientId: string | null; number: string }): readonly Invoice[] {
  if (number !== '') return reader.find(invoice, { number }, { limit: 20 });
  return reader.find(invoice, { patientId: patientId ?? '' }, { orderBy: 'businessDate', descending: true, limit: 100 });
}
