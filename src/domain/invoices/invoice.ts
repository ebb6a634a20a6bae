import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { id, instantMs, text } from '../kernel/fields.ts';
import { amountMinor, totalMinor as sumMinor } from '../kernel/money.ts';
import { defineRecord, on, type Reader, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { paymentRecorded } from '../payments/changes.ts';
import { type Visit, visit } from '../visits/visit.ts';
import { invoiceIssued } from './changes.ts';
import { addsUp, invoiceLine } from './invoice-line.ts';
import { linesRefusal } from './price-lines.ts';

export const invoiceShape = z.object({
  id,
  /** As printed, e.g. `T07/2627/000123`. */
  number: text(16),
  visitId: id,
  patientId: id,
  patientName: text(120),
  patientNumber: text(16),
  doctorId: id,
  branchId: id,
  terminalId: id,
  lines: z.array(invoiceLine),
  netMinor: amountMinor,
  taxMinor: amountMinor,
  totalMinor: amountMinor,
  /** Everything collected on it, also what was collected too much. */
  paidMinor: sumMinor,
  /** Of that, what nobody owed: the bill had been paid already. */
  overpaidMinor: sumMinor,
  state: z.enum(['ISSUED', 'PAID']),
  /** Another terminal had billed the same visit already, which this one could not know. */
  doubled: z.boolean(),
  businessDate: calendarDate,
  /** The date it counts in: its own, or the first open day when it arrived after the lock. */
  postedDate: calendarDate,
  issuedAtMs: instantMs,
  issuedBy: id,
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
      check: (one, body, _entry, reader) => {
        if (one) return refuse('invoice-exists', { number: one.number });
        if (!addsUp(body)) return refuse('totals-differ', { number: body.number, totalMinor: body.totalMinor });
        const billed = reader.get(visit, body.visitId);
        return billableRefusal(billed) ?? linesRefusal(reader, body.lines, billed?.lines ?? []);
      },
      fold: (one, { invoiceId, sequence: _, tillId: __, ...body }, entry) =>
        one ?? {
          ...body,
          id: invoiceId,
          branchId: entry.branchId ?? '',
          terminalId: entry.terminalId,
          paidMinor: 0,
          overpaidMinor: 0,
          state: body.totalMinor === 0 ? 'PAID' : 'ISSUED',
          doubled: entry.flags.includes('visit-invoiced'),
          businessDate: entry.businessDate,
          postedDate: entry.postedDate,
          issuedAtMs: entry.recordedAtMs,
          issuedBy: entry.actorId,
        },
    }),
    on(paymentRecorded, {
      check: (one, body, _entry, reader) => {
        if (!one) return refuse('invoice-unknown');
        return paidRefusal(reader, one) ?? balanceRefusal(one, body.totalMinor);
      },
      fold: (one, body, entry) => one && paid(one, body.totalMinor, entry.flags.includes('already-paid')),
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

/** What is still owed on it. Nothing, where the visit was paid on another bill. */
export function balanceDue(one: Pick<Invoice, 'totalMinor' | 'paidMinor'>): number {
  return Math.max(0, one.totalMinor - one.paidMinor);
}

function paidRefusal(reader: Reader, one: Invoice): Refusal | undefined {
  const { number, totalMinor, paidMinor, patientName } = one;
  const state = reader.get(visit, one.visitId)?.state;
  const isPaid = balanceDue(one) === 0 || state === 'PAID' || state === 'COMPLETED';
  if (isPaid) return refuse('already-paid', { number, totalMinor, paidMinor, patient: patientName });
  return one.doubled ? refuse('invoice-doubled', { number, patient: patientName }) : undefined;
}

function balanceRefusal(one: Invoice, givenMinor: number): Refusal | undefined {
  const dueMinor = balanceDue(one);
  if (givenMinor === dueMinor) return undefined;
  const details = { number: one.number, dueMinor, givenMinor, differenceMinor: Math.abs(givenMinor - dueMinor) };
  return refuse(givenMinor > dueMinor ? 'exceeds-balance-due' : 'short-of-balance-due', details);
}

/** Money taken is never left out: what nobody owed stands beside what was owed. */
function paid(one: Invoice, receivedMinor: number, wasPaidAlready: boolean): Invoice {
  const paidMinor = one.paidMinor + receivedMinor;
  const beyondMinor = Math.max(0, paidMinor - one.totalMinor) - Math.max(0, one.paidMinor - one.totalMinor);
  return {
    ...one,
    paidMinor,
    overpaidMinor: one.overpaidMinor + (wasPaidAlready ? receivedMinor : beyondMinor),
    state: paidMinor >= one.totalMinor ? 'PAID' : 'ISSUED',
  };
}
