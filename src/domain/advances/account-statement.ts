import { z } from 'zod';
import { approval } from '../approvals/approval.ts';
import { creditNote } from '../credit-notes/credit-note.ts';
import { type Letterhead, letterhead } from '../documents/letterhead.ts';
import { invoice } from '../invoices/invoice.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { id } from '../kernel/fields.ts';
import { sum } from '../kernel/money.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { patient } from '../patients/patient.ts';
import { payerSettlement } from '../payers/payer-settlement.ts';
import { isClaimed } from '../payments/claims.ts';
import { payment } from '../payments/payment.ts';
import type { Tender } from '../payments/tender.ts';
import { refund } from '../refunds/refund.ts';
import { user } from '../staff/user.ts';
import { terminal } from '../terminals/terminal.ts';
import { waiver } from '../waivers/waiver.ts';
import { advance } from './advance.ts';
import { patientAccount } from './patient-account.ts';
import { duesOf } from './patient-ledger.ts';

/** One line of a patient's account. Applying an advance moves nothing between patient and clinic and is no line. */
export interface StatementLine {
  readonly date: string;
  readonly what: 'invoice' | 'credit-note' | 'waiver' | 'payment' | 'advance' | 'refund';
  readonly number: string;
  /** What the patient owes more. Minor units. */
  readonly debitMinor: number;
  /** What the patient owes less. */
  readonly creditMinor: number;
  /** Owed after it; negative: the clinic holds the patient's money. */
  readonly balanceMinor: number;
  /** Who did it, and where; empty where that is not known here. */
  readonly byName: string;
  readonly terminalCode: string;
  /** Who agreed to it, where somebody had to. */
  readonly approverName: string | null;
  /** Of money by UPI or transfer: whether the bank has confirmed all of it; null: there was none such. */
  readonly confirmed: boolean | null;
}

export interface AccountStatement {
  readonly letterhead: Letterhead;
  readonly patientId: string;
  readonly patientName: string;
  readonly patientNumber: string;
  readonly from: string;
  readonly to: string;
  readonly madeAtMs: number;
  /** Owed before the first line. */
  readonly broughtMinor: number;
  readonly lines: readonly StatementLine[];
  /** Now, whatever the dates: due on bills, and held in advance. */
  readonly dueMinor: number;
  readonly advanceMinor: number;
}

/** Everything between a patient and the clinic from one date to another. */
export const accountStatement = defineQuery({
  name: 'accountStatement',
  roles: ['cashier', 'manager', 'auditor'],
  terminals: ['cashier', 'back-office'],
  patientId: ({ patientId }) => patientId,
  input: z.strictObject({ patientId: id, from: calendarDate, to: calendarDate }),
  read({ patientId, from, to }, { reader, place, nowMs }): AccountStatement | null {
    const whose = reader.get(patient, patientId);
    if (!whose) return null;
    const all = movementsOf(reader, patientId);
    const lines: StatementLine[] = [];
    let balanceMinor = 0;
    let broughtMinor = 0;
    for (const { atMs: _, ...one } of all) {
      balanceMinor += one.debitMinor - one.creditMinor;
      if (one.date < from) broughtMinor = balanceMinor;
      else if (one.date <= to) lines.push({ ...one, balanceMinor });
    }
    return {
      letterhead: letterhead(reader, place.clinicId, place.branchId ?? ''),
      ...{ patientId, patientName: whose.name, patientNumber: whose.number, from, to, madeAtMs: nowMs },
      ...{ broughtMinor, lines },
      dueMinor: sum(duesOf(reader, patientId).map(({ dueMinor }) => dueMinor)),
      advanceMinor: sum(reader.find(patientAccount, { patientId }).map(({ advanceMinor }) => advanceMinor)),
    };
  },
});

type Movement = Omit<StatementLine, 'balanceMinor'> & { readonly atMs: number };

/** As many of each kind as one answer holds: a patient with more has them in the exports. */
const ALL = { limit: 1000 } as const;

/** Everything that changed what the patient owes, by date and then in the order it happened. */
function movementsOf(reader: Reader, patientId: string): readonly Movement[] {
  const bills = reader.find(invoice, { patientId }, ALL);
  // A second bill of one visit is owed by nobody, and nothing of it is taken back from anybody.
  const doubled = new Set(bills.filter((one) => one.doubled).map(({ id }) => id));
  const done = doneIn(reader);
  return [
    ...bills.map((one) => {
      const byName = one.issuedByName ?? reader.get(user, one.issuedBy)?.name ?? '';
      const owedMinor = one.doubled ? 0 : one.totalMinor - one.payerMinor;
      return { ...owed('invoice', one, one.number, owedMinor, one.issuedAtMs), ...done({ ...one, byName }) };
    }),
    // What the payer of a bill disallowed, and is the patient's to pay.
    ...reader
      .find(payerSettlement, { patientId }, ALL)
      .filter(({ passedMinor }) => passedMinor > 0)
      .map((one) => ({ ...owed('invoice', one, one.invoiceNumber, one.passedMinor, one.recordedAtMs), ...done(one) })),
    ...reader.find(creditNote, { patientId }, ALL).map((one) => {
      const backMinor = doubled.has(one.invoiceId) ? 0 : one.totalMinor - one.payerMinor;
      return {
        ...paid('credit-note', one, one.number, backMinor, one.issuedAtMs),
        ...done({ ...one, byName: one.issuedByName }),
      };
    }),
    ...reader
      .find(waiver, { patientId }, ALL)
      .map((one) => ({ ...paid('waiver', one, one.invoiceNumber, one.amountMinor, one.recordedAtMs), ...done(one) })),
    ...reader.find(payment, { patientId }, ALL).map((one) => ({
      ...paid('payment', one, one.receiptNumber, one.totalMinor, one.recordedAtMs),
      ...done({ ...one, byName: one.cashierName }),
    })),
    ...reader
      .find(advance, { patientId }, ALL)
      .filter(({ origin }) => origin === 'deposit')
      .map((one) => ({ ...paid('advance', one, one.number, one.amountMinor, one.receivedAtMs), ...done(one) })),
    ...reader.find(refund, { patientId }, ALL).map((one) => ({
      ...owed('refund', one, one.number, one.amountMinor, one.recordedAtMs),
      ...done({ ...one, byName: one.cashierName }),
    })),
  ].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.atMs - b.atMs));
}

interface Done {
  readonly byName: string;
  readonly terminalId?: string | undefined;
  readonly approvalId?: string | null;
  readonly tenders?: readonly Tender[];
  readonly unconfirmedTenders?: number;
}

/** Who did a thing, where, with whose approval, and what the bank says of its money. */
function doneIn(reader: Reader) {
  return ({ byName, terminalId, approvalId, tenders = [], unconfirmedTenders = 0 }: Done) => ({
    byName,
    terminalCode: terminalId === undefined ? '' : (reader.get(terminal, terminalId)?.code ?? ''),
    approverName: approvalId ? (reader.get(approval, approvalId)?.approverName ?? null) : null,
    confirmed: tenders.some(isClaimed) ? unconfirmedTenders === 0 : null,
  });
}

type Dated = { readonly businessDate: string };

function owed(what: StatementLine['what'], { businessDate: date }: Dated, number: string, debitMinor: number, atMs: number) {
  return { date, what, number, debitMinor, creditMinor: 0, atMs };
}

function paid(what: StatementLine['what'], { businessDate: date }: Dated, number: string, creditMinor: number, atMs: number) {
  return { date, what, number, debitMinor: 0, creditMinor, atMs };
}
