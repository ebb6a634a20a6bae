import { z } from 'zod';
import { advance } from '../advances/advance.ts';
import { creditNote } from '../credit-notes/credit-note.ts';
import { estimate } from '../estimates/estimate.ts';
import { invoice } from '../invoices/invoice.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { payment } from '../payments/payment.ts';
import { refund } from '../refunds/refund.ts';
import type { REPRINTED_KINDS } from './changes.ts';
import { duplicatesOf } from './document-prints.ts';

export type PatientDocumentKind = 'receipt' | (typeof REPRINTED_KINDS)[number];

/** A numbered document as a list shows one. */
export interface PatientDocument {
  readonly kind: PatientDocumentKind;
  readonly id: string;
  readonly number: string;
  readonly businessDate: string;
  readonly madeAtMs: number;
  /** Minor units. */
  readonly amountMinor: number;
  /** How often it was printed again. */
  readonly duplicates: number;
  /** Made at this terminal, which alone can print it: only here is the key that signed it. */
  readonly here: boolean;
}

/** As many of each kind as are looked at, the latest. */
const EACH = 100;

/** Every numbered paper a patient was given, latest first. */
export const documentsOfPatient = defineQuery({
  name: 'documentsOfPatient',
  roles: ['cashier', 'manager', 'auditor'],
  terminals: ['cashier', 'back-office'],
  patientId: ({ patientId }) => patientId,
  input: z.strictObject({ patientId: id }),
  read: ({ patientId }, { reader, place }): readonly PatientDocument[] =>
    documentsOf(reader, patientId, place.terminalId).sort((one, other) => other.madeAtMs - one.madeAtMs),
});

function documentsOf(reader: Reader, patientId: string, terminalId: string): PatientDocument[] {
  const latest = { orderBy: 'businessDate', descending: true, limit: EACH } as const;
  const listed = (kind: PatientDocumentKind, one: Made, madeAtMs: number, amountMinor: number): PatientDocument => ({
    ...{ kind, id: one.id, number: one.number, businessDate: one.businessDate, madeAtMs, amountMinor },
    duplicates: duplicatesOf(reader, one.number),
    here: one.terminalId === terminalId,
  });
  return [
    ...reader.find(invoice, { patientId }, latest).map((one) => listed('invoice', one, one.issuedAtMs, one.totalMinor)),
    ...reader.find(creditNote, { patientId }, latest).map((one) => listed('credit-note', one, one.issuedAtMs, one.totalMinor)),
    ...reader.find(refund, { patientId }, latest).map((one) => listed('refund', one, one.recordedAtMs, one.amountMinor)),
    ...reader
      .find(advance, { patientId }, latest)
      // What came of a credit note or a bill paid twice has that document.
      .filter(({ origin }) => origin === 'deposit')
      .map((one) => listed('advance', one, one.receivedAtMs, one.amountMinor)),
    ...reader
      .find(estimate, { patientId }, { ...latest, orderBy: 'issuedAtMs' })
      .map((one) => listed('estimate', one, one.issuedAtMs, one.totalMinor)),
    ...reader.find(payment, { patientId }, latest).map((one) => ({
      ...listed('receipt', { ...one, number: one.receiptNumber }, one.recordedAtMs, one.totalMinor),
      duplicates: one.duplicates,
    })),
  ];
}

interface Made {
  readonly id: string;
  readonly number: string;
  readonly businessDate: string;
  readonly terminalId: string;
}
