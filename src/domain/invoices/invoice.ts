import { z } from 'zod';
import { advanceApplied, advanceExcessCredited } from '../advances/changes.ts';
import { creditNoteIssued } from '../credit-notes/changes.ts';
import { type ClaimedCredit, creditRefusal } from '../credit-notes/credit-amounts.ts';
import { paper } from '../documents/paper.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { id, instantMs, text } from '../kernel/fields.ts';
import { amountMinor, totalMinor as sumMinor } from '../kernel/money.ts';
import { defineRecord, on, type Reader, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { payerSettled, type SettledShare } from '../payers/changes.ts';
import { paymentRecorded } from '../payments/changes.ts';
import { payment } from '../payments/payment.ts';
import { type Visit, visit } from '../visits/visit.ts';
import { duesWaived } from '../waivers/changes.ts';
import { billRefusal } from './bill-refusal.ts';
import { invoiceIssued } from './changes.ts';
import { discount } from './discount.ts';
import { addsUp, invoiceLine } from './invoice-line.ts';
import { payerShareOf, shareRefusal } from './payer-share.ts';

export const invoiceShape = z.object({
  id,
  /** As printed, e.g. `T07/2627/000123`. */
  number: text(16),
  visitId: id,
  patientId: id,
  patientName: text(120),
  patientNumber: text(16),
  doctorId: id,
  doctorName: text(120).optional(),
  branchId: id,
  terminalId: id,
  tillId: id,
  lines: z.array(invoiceLine),
  netMinor: amountMinor,
  taxMinor: amountMinor,
  /** Net, tax and rounding. */
  totalMinor: amountMinor,
  roundingMinor: z.number().int(),
  discount: discount.nullable(),
  /** Who pays `payerMinor` of the total, as the invoice says; null: the patient pays all. */
  payerName: text(120).nullable(),
  payerMinor: amountMinor,
  /** Of that, what credit notes took back. */
  payerCreditedMinor: amountMinor,
  /** What the payer has paid, what was written off of its share, and what the patient is to pay of it after all. */
  payerPaidMinor: amountMinor,
  payerWrittenOffMinor: amountMinor,
  payerPassedMinor: amountMinor,
  estimateNumber: text(16).nullable(),
  /** Everything collected on it, also what was collected too much. */
  paidMinor: sumMinor,
  /** Of that, what nobody owed: the bill had been paid already. */
  overpaidMinor: sumMinor,
  /** Settled with what the patient had paid in advance. */
  appliedMinor: sumMinor,
  /** Dues that were let go. */
  waivedMinor: sumMinor,
  /** Taken back by credit notes. */
  creditedMinor: sumMinor,
  /** Of what was paid or applied, what went on to the patient's advance because it was more than is owed. */
  releasedMinor: sumMinor,
  /** Of which lines, from 0, so many and so much were taken back; how much is absent where it was not kept. */
  creditedLines: z.array(
    z.object({
      line: z.number().int(),
      quantity: z.number().int(),
      amountMinor: amountMinor.optional(),
      taxMinor: amountMinor.optional(),
    }),
  ),
  state: z.enum(['ISSUED', 'PART_PAID', 'PAID', 'CREDITED']),
  /** Another terminal had billed the same visit already, which this one could not know. */
  doubled: z.boolean(),
  businessDate: calendarDate,
  /** The date it counts in: its own, or the first open day when it arrived after the lock. */
  postedDate: calendarDate,
  issuedAtMs: instantMs,
  issuedBy: id,
  issuedByName: text(120).optional(),
  /** What it is printed with, where that is not what its till has. */
  paper: paper.optional(),
});
export type Invoice = z.infer<typeof invoiceShape>;

export const invoice: RecordType<Invoice> = defineRecord({
  name: 'invoice',
  shape: invoiceShape,
  stream: 'money',
  columns: ['visitId', 'patientId', 'branchId', 'businessDate', 'state', 'number'],
  indexes: [['visitId'], ['patientId', 'businessDate'], ['branchId', 'businessDate', 'state'], ['number']],
  handlers: [
    on(invoiceIssued, {
      check: (one, body, entry, reader) => {
        if (one) return refuse('invoice-exists', { number: one.number });
        if (!addsUp(body)) return refuse('totals-differ', { number: body.number, totalMinor: body.totalMinor });
        const billed = reader.get(visit, body.visitId);
        return billableRefusal(billed) ?? (billed && billRefusal(reader, body, billed, entry));
      },
      fold: (one, { invoiceId, sequence: _, payer, estimate, approval: __, ...body }, entry) =>
        one ?? {
          ...body,
          id: invoiceId,
          discount: body.discount ?? null,
          roundingMinor: body.roundingMinor ?? 0,
          payerName: payer?.name ?? null,
          payerMinor: payer?.amountMinor ?? 0,
          estimateNumber: estimate?.number ?? null,
          branchId: entry.branchId ?? '',
          terminalId: entry.terminalId,
          ...NOTHING_SETTLED,
          creditedLines: [],
          state: body.totalMinor === (payer?.amountMinor ?? 0) ? 'PAID' : 'ISSUED',
          doubled: entry.flags.includes('visit-invoiced'),
          businessDate: entry.businessDate,
          postedDate: entry.postedDate,
          issuedAtMs: entry.recordedAtMs,
          issuedBy: entry.actorId,
        },
    }),
    on(paymentRecorded, {
      check: (one, body, _entry, reader) => {
        // Said before all else: by it a payment that repeats the id of another gets a record of its own.
        const taken = reader.get(payment, body.paymentId);
        if (taken) return refuse('payment-exists', { number: taken.receiptNumber });
        if (!one) return refuse('invoice-unknown');
        return payerRefusal(one, body) ?? paidRefusal(reader, one) ?? balanceRefusal(one, body);
      },
      fold: (one, body, entry) => one && paid(one, body.totalMinor, entry.flags.includes('already-paid')),
    }),
    on(advanceApplied, {
      check: (one, body, _entry, reader) => {
        if (!one) return refuse('invoice-unknown');
        // The server, which has no till, also sets right what counters out of touch did to a bill that nobody owes.
        const isPaid = body.tillId === null ? undefined : paidRefusal(reader, one);
        return payerRefusal(one, body) ?? isPaid ?? beyondDueRefusal(one, body.amountMinor);
      },
      fold: (one, body) => one && standing({ ...one, appliedMinor: one.appliedMinor + body.amountMinor }),
    }),
    on(duesWaived, {
      check: (one, body) => {
        if (!one) return refuse('invoice-unknown');
        return payerRefusal(one, body) ?? beyondDueRefusal(one, body.amountMinor);
      },
      fold: (one, body) => one && standing({ ...one, waivedMinor: one.waivedMinor + body.amountMinor }),
    }),
    on(advanceExcessCredited, {
      check: (one, body) => {
        if (!one) return refuse('invoice-unknown');
        const excessMinor = excessOf(one);
        return body.amountMinor === excessMinor ? undefined : refuse('no-such-excess', { number: one.number, excessMinor });
      },
      fold: (one, body) => one && { ...one, releasedMinor: one.releasedMinor + body.amountMinor },
    }),
    on(creditNoteIssued, {
      check: (one, body, _entry, reader) => creditRefusal(reader, one, body),
      fold: (one, body) => one && credited(one, body),
    }),
    on(payerSettled, {
      check: (one, body, entry, _reader, invoiceId) => shareRefusal(one, body, entry.branchId, invoiceId),
      fold: (one, { shares }, _entry, invoiceId) =>
        one && shares.filter((share) => share.invoiceId === invoiceId).reduce(settled, one),
    }),
  ],
});

/** Why a visit cannot be billed: it is not ready, or has been billed. */
export function billableRefusal(one: Visit | undefined): Refusal | undefined {
  if (!one) return refuse('visit-unknown');
  if (one.invoiceId) return refuse('visit-invoiced', { token: one.token, patient: one.patientName });
  if (one.state === 'READY_FOR_BILLING') return undefined;
  return refuse('visit-not-ready', { state: one.state, token: one.token, patient: one.patientName });
}

const NOTHING_SETTLED = {
  ...{ paidMinor: 0, overpaidMinor: 0, appliedMinor: 0, waivedMinor: 0 },
  ...{ creditedMinor: 0, releasedMinor: 0, payerCreditedMinor: 0 },
  ...{ payerPaidMinor: 0, payerWrittenOffMinor: 0, payerPassedMinor: 0 },
};

type Account = Pick<
  Invoice,
  | 'totalMinor'
  | 'payerMinor'
  | 'payerCreditedMinor'
  | 'payerPassedMinor'
  | 'creditedMinor'
  | 'waivedMinor'
  | 'paidMinor'
  | 'appliedMinor'
  | 'releasedMinor'
  | 'doubled'
>;

/** What the patient is to pay for it in all. Nothing for a second bill of the same visit: the first one stands. */
export function owedOn(one: Omit<Account, 'paidMinor' | 'appliedMinor' | 'releasedMinor'>): number {
  return one.doubled ? 0 : Math.max(0, one.totalMinor - payerShareOf(one) - one.creditedMinor - one.waivedMinor);
}

/** What is still to be paid for it. */
export function balanceDue(one: Account): number {
  return Math.max(0, owedOn(one) - settledOn(one));
}

/** What was paid or applied beyond what is owed, and has not become the patient's advance yet. */
export function excessOf(one: Account): number {
  return Math.max(0, settledOn(one) - owedOn(one));
}

function settledOn({ paidMinor, appliedMinor, releasedMinor }: Account): number {
  return paidMinor + appliedMinor - releasedMinor;
}

/** The invoice with the state that its figures say. */
export function standing(one: Invoice): Invoice {
  return { ...one, state: stateOf(one) };
}

function stateOf(one: Invoice): Invoice['state'] {
  if (one.creditedMinor > 0 && one.creditedMinor >= one.totalMinor) return 'CREDITED';
  const settledMinor = one.paidMinor + one.appliedMinor + one.waivedMinor + one.creditedMinor + payerShareOf(one);
  if (settledMinor >= one.totalMinor) return 'PAID';
  return one.paidMinor + one.appliedMinor > 0 ? 'PART_PAID' : 'ISSUED';
}

/** Money for one patient's bill is not another's. */
function payerRefusal(one: Invoice, { patientId }: { patientId: string }): Refusal | undefined {
  return one.patientId === patientId ? undefined : refuse('patient-differs', { number: one.number });
}

function paidRefusal(reader: Reader, one: Invoice): Refusal | undefined {
  const { number, totalMinor, paidMinor, patientName } = one;
  // A second bill of a visit is collected on only where the first one was not.
  const state = one.doubled ? reader.get(visit, one.visitId)?.state : undefined;
  const isPaid = one.doubled ? state === 'PAID' || state === 'COMPLETED' : balanceDue(one) === 0;
  if (isPaid) return refuse('already-paid', { number, totalMinor, paidMinor, patient: patientName });
  return one.doubled ? refuse('invoice-doubled', { number, patient: patientName }) : undefined;
}

/** The whole balance, unless less is taken on purpose. */
function balanceRefusal(
  one: Invoice,
  { totalMinor, part }: { totalMinor: number; part?: true | undefined },
): Refusal | undefined {
  const dueMinor = balanceDue(one);
  if (totalMinor >= dueMinor || part) return beyondDueRefusal(one, totalMinor);
  return refuse('short-of-balance-due', dueDetails(one, totalMinor));
}

function beyondDueRefusal(one: Invoice, givenMinor: number): Refusal | undefined {
  return givenMinor > balanceDue(one) ? refuse('exceeds-balance-due', dueDetails(one, givenMinor)) : undefined;
}

function dueDetails(one: Invoice, givenMinor: number) {
  const dueMinor = balanceDue(one);
  return { number: one.number, dueMinor, givenMinor, differenceMinor: Math.abs(givenMinor - dueMinor) };
}

/** Less of it is owed; what had been paid beyond that has become the patient's advance. */
function credited(
  one: Invoice,
  body: Pick<ClaimedCredit, 'lines' | 'totalMinor' | 'payerMinor' | 'toAdvanceMinor' | 'completes'>,
): Invoice {
  const after = standing({
    ...one,
    creditedMinor: one.creditedMinor + body.totalMinor,
    payerCreditedMinor: Math.min(one.payerMinor, one.payerCreditedMinor + body.payerMinor),
    releasedMinor: one.releasedMinor + body.toAdvanceMinor,
    creditedLines: [
      ...one.creditedLines,
      ...body.lines.map(({ line, quantity, amountMinor, taxMinor }) => ({ line, quantity, amountMinor, taxMinor })),
    ],
  });
  return body.completes ? { ...after, state: 'CREDITED' } : after;
}

function settled(one: Invoice, { paidMinor, writtenOffMinor, passedMinor }: SettledShare): Invoice {
  return standing({
    ...one,
    payerPaidMinor: one.payerPaidMinor + paidMinor,
    payerWrittenOffMinor: one.payerWrittenOffMinor + writtenOffMinor,
    payerPassedMinor: one.payerPassedMinor + passedMinor,
  });
}

/** Money taken is never left out: what nobody owed stands beside what was owed. */
function paid(one: Invoice, receivedMinor: number, wasPaidAlready: boolean): Invoice {
  const after = { ...one, paidMinor: one.paidMinor + receivedMinor };
  const beyondMinor = one.doubled ? 0 : excessOf(after) - excessOf(one);
  return standing({ ...after, overpaidMinor: one.overpaidMinor + (wasPaidAlready ? receivedMinor : beyondMinor) });
}
