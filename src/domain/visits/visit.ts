import { z } from 'zod';
import { service } from '../catalogue/service.ts';
import { doctorRefusal } from '../doctors/doctor-refusal.ts';
import { invoice } from '../invoices/invoice.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { id, instantMs, maybeText, text } from '../kernel/fields.ts';
import { defineRecord, on, type Reader, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { patient } from '../patients/patient.ts';
import {
  visitBillingReopened,
  visitCancelled,
  visitCheckedIn,
  visitCompleted,
  visitConsultationStarted,
  visitInvoiced,
  visitLine,
  visitPaid,
  visitSentToBilling,
} from './changes.ts';
import { mayBecome, settle, type VisitState, visitState } from './visit-state.ts';

/** One person's coming to a branch on one day. */
export const visitShape = z.object({
  id,
  patientId: id,
  patientName: text(120),
  patientNumber: text(16),
  patientPhone: maybeText(16),
  doctorId: id,
  branchId: id,
  businessDate: calendarDate,
  token: text(16),
  state: visitState,
  /** What to bill; empty until the doctor has sent it. */
  lines: z.array(visitLine),
  invoiceId: id.nullable(),
  cancelReason: text(300).nullable(),
  checkedInAtMs: instantMs,
  /** When it last became ready for billing: the cashier's oldest first. */
  readyAtMs: instantMs.nullable(),
  updatedAtMs: instantMs,
});
export type Visit = z.infer<typeof visitShape>;

/** States in which somebody is still here, or still owes. */
export const OPEN_STATES: readonly VisitState[] = ['REGISTERED', 'IN_CONSULTATION', 'READY_FOR_BILLING'];

export const visit: RecordType<Visit> = defineRecord({
  name: 'visit',
  shape: visitShape,
  stream: 'front-desk',
  columns: ['patientId', 'doctorId', 'branchId', 'businessDate', 'state', 'checkedInAtMs', 'updatedAtMs', 'invoiceId'],
  indexes: [
    ['branchId', 'businessDate', 'checkedInAtMs'],
    // Who is not finished, those last moved first: few, and today's before the forgotten.
    ['branchId', 'state', 'updatedAtMs'],
    // Who was here and has no invoice: few, however many come and go.
    ['branchId', 'state', 'invoiceId', 'businessDate'],
    ['patientId', 'checkedInAtMs'],
    ['doctorId', 'businessDate'],
  ],
  handlers: [
    on(visitCheckedIn, {
      check: (one, body, _entry, reader) => {
        if (one) return refuse('visit-exists', { token: one.token });
        const who = reader.get(patient, body.patientId);
        if (!who) return refuse('patient-unknown');
        if (who.deceasedOn) return refuse('patient-deceased', { patient: who.name, deceasedOn: who.deceasedOn });
        return doctorRefusal(reader, body.doctorId);
      },
      fold: (one, { visitId, tokenNumber: _, continuesDate: __, ...body }, entry) =>
        one ?? {
          ...body,
          id: visitId,
          branchId: entry.branchId ?? '',
          businessDate: entry.businessDate,
          state: 'REGISTERED',
          lines: [],
          invoiceId: null,
          cancelReason: null,
          checkedInAtMs: entry.recordedAtMs,
          readyAtMs: null,
          updatedAtMs: entry.recordedAtMs,
        },
    }),
    on(visitConsultationStarted, {
      check: (one, body, _entry, reader) => stateRefusal(one, 'IN_CONSULTATION') ?? doctorRefusal(reader, body.doctorId),
      // Two rooms called the patient in without knowing of each other: the first stands.
      fold: (one, body, entry) =>
        one && {
          ...moved(one, 'IN_CONSULTATION', entry.recordedAtMs),
          doctorId: one.state === 'IN_CONSULTATION' ? one.doctorId : body.doctorId,
        },
    }),
    on(visitSentToBilling, {
      check: (one, body, _entry, reader) =>
        stateRefusal(one, 'READY_FOR_BILLING') ?? invoicedRefusal(one) ?? linesRefusal(reader, body.lines),
      // Lines that an invoice was made of stand, whatever arrives after it.
      fold: (one, body, { recordedAtMs }) =>
        one &&
        (one.invoiceId
          ? { ...one, updatedAtMs: recordedAtMs }
          : { ...moved(one, 'READY_FOR_BILLING', recordedAtMs), lines: body.lines, readyAtMs: recordedAtMs }),
    }),
    on(visitInvoiced, {
      check: (one) => {
        if (!one) return refuse('visit-unknown');
        if (one.state !== 'READY_FOR_BILLING') return refuse('visit-not-ready', { state: one.state, token: one.token });
        return invoicedRefusal(one);
      },
      fold: (one, body, entry) => one && { ...one, invoiceId: one.invoiceId ?? body.invoiceId, updatedAtMs: entry.recordedAtMs },
    }),
    on(visitPaid, {
      check: (one, body, _entry, reader) => stateRefusal(one, 'PAID') ?? unpaidRefusal(reader, body.invoiceId),
      fold: (one, body, entry) =>
        one && { ...moved(one, 'PAID', entry.recordedAtMs), invoiceId: one.invoiceId ?? body.invoiceId },
    }),
    on(visitBillingReopened, {
      check: (one, body, _entry, reader) => {
        if (!one) return refuse('visit-unknown');
        const bill = reader.get(invoice, body.invoiceId);
        if (one.invoiceId !== body.invoiceId) return refuse('invoice-not-of-visit', { number: bill?.number ?? '' });
        return bill?.state === 'CREDITED' ? undefined : refuse('not-credited', { number: bill?.number ?? '' });
      },
      // A visit that has another invoice by now stays as it is.
      fold: (one, body, { recordedAtMs }) =>
        one &&
        (one.invoiceId === body.invoiceId
          ? { ...one, state: 'READY_FOR_BILLING', invoiceId: null, readyAtMs: recordedAtMs, updatedAtMs: recordedAtMs }
          : one),
    }),
    on(visitCompleted, {
      check: (one) => stateRefusal(one, 'COMPLETED'),
      fold: (one, _body, entry) => one && moved(one, 'COMPLETED', entry.recordedAtMs),
    }),
    on(visitCancelled, {
      check: (one, body) =>
        one && one.state !== body.from
          ? refuse('visit-state', { from: one.state, to: 'CANCELLED', token: one.token })
          : stateRefusal(one, 'CANCELLED'),
      fold: (one, body, entry) => {
        const after = one && moved(one, 'CANCELLED', entry.recordedAtMs);
        return after && (after.state === 'CANCELLED' ? { ...after, cancelReason: body.reason } : after);
      },
    }),
  ],
});

function moved(one: Visit, to: VisitState, atMs: number): Visit {
  return { ...one, state: settle(one.state, to), updatedAtMs: atMs };
}

/** Why the visit cannot go where it is asked to: says from where to where. */
export function stateRefusal(one: Visit | undefined, to: VisitState): Refusal | undefined {
  if (!one) return refuse('visit-unknown');
  if (mayBecome(one.state, to)) return undefined;
  // The money gate has its own words.
  if (to === 'COMPLETED' && one.state !== 'CANCELLED' && one.state !== 'COMPLETED')
    return refuse('not-paid', { from: one.state, to, token: one.token });
  return refuse('visit-state', { from: one.state, to, token: one.token });
}

function invoicedRefusal(one: Visit | undefined): Refusal | undefined {
  return one?.invoiceId ? refuse('visit-invoiced', { token: one.token }) : undefined;
}

/** The gate opens for money, not for a word: the invoice must have been paid, as a rule earlier in the same entry. */
function unpaidRefusal(reader: Reader, invoiceId: string): Refusal | undefined {
  const bill = reader.get(invoice, invoiceId);
  if (!bill) return refuse('invoice-unknown');
  return bill.state === 'PAID' || bill.state === 'CREDITED' ? undefined : refuse('not-paid', { number: bill.number });
}

function linesRefusal(reader: Reader, lines: readonly { serviceId: string }[]): Refusal | undefined {
  for (const { serviceId } of lines) {
    const one = reader.get(service, serviceId);
    if (!one) return refuse('service-unknown');
    if (!one.active) return refuse('service-not-active', { service: one.name });
  }
  return undefined;
}
