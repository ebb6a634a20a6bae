import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { defineChange, key } from '../kernel/change.ts';
import { id, maybeText, text } from '../kernel/fields.ts';
import { tooth } from '../kernel/tooth.ts';
import { checkInId } from './check-in-id.ts';
import { tokenSeriesId } from './token-series-id.ts';
import { visitState } from './visit-state.ts';

/** One thing to bill: no price, which the catalogue and the invoice say, and nothing clinical. */
export const visitLine = z.strictObject({
  lineId: id,
  serviceId: id,
  quantity: z.number().int().min(1).max(100),
  tooth: tooth.nullable(),
});
export type VisitLine = z.infer<typeof visitLine>;

export const visitCheckedIn = defineChange({
  name: 'visit.checked-in.v1',
  stream: 'front-desk',
  nature: 'fact',
  shape: z.strictObject({
    visitId: id,
    patientId: id,
    patientName: text(120),
    patientNumber: text(16),
    patientPhone: maybeText(16),
    doctorId: id,
    /** As called out and printed, e.g. `1-07`. */
    token: text(16),
    tokenNumber: z.number().int().min(1),
    /** With the first token of a date that began while the calendar's was not over: the date whose numbers go on. */
    continuesDate: calendarDate.optional(),
  }),
  touches: (body, entry) => [
    key('visit', body.visitId),
    key('token-series', tokenSeriesId(entry.terminalId, entry.businessDate)),
    key('check-in', checkInId(body, entry)),
  ],
  looksAt: (body, entry) => [
    key('patient', body.patientId),
    key('doctor', body.doctorId),
    ...(body.continuesDate ? [key('token-series', tokenSeriesId(entry.terminalId, body.continuesDate))] : []),
  ],
  about: (body) => [body.patientId],
});

/** The doctor who has the patient in the chair; not always the one the patient was checked in for. */
export const visitConsultationStarted = defineChange({
  name: 'visit.consultation-started.v1',
  stream: 'front-desk',
  nature: 'fact',
  shape: z.strictObject({ visitId: id, patientId: id, doctorId: id }),
  touches: (body) => [key('visit', body.visitId)],
  looksAt: (body) => [key('doctor', body.doctorId)],
  about: (body) => [body.patientId],
});

export const visitSentToBilling = defineChange({
  name: 'visit.sent-to-billing.v1',
  stream: 'front-desk',
  nature: 'fact',
  shape: z.strictObject({ visitId: id, patientId: id, doctorId: id, lines: z.array(visitLine).min(1).max(50) }),
  touches: (body) => [key('visit', body.visitId)],
  looksAt: (body) => body.lines.map((line) => key('service', line.serviceId)),
  about: (body) => [body.patientId],
});

/** An invoice was made of the visit's lines, in the same entry. From then on its lines stand. */
export const visitInvoiced = defineChange({
  name: 'visit.invoiced.v1',
  stream: 'front-desk',
  nature: 'fact',
  shape: z.strictObject({ visitId: id, patientId: id, invoiceId: id }),
  touches: (body) => [key('visit', body.visitId)],
  about: (body) => [body.patientId],
});

/** The visit's invoice was paid in full, by a payment in the same entry. */
export const visitPaid = defineChange({
  name: 'visit.paid.v1',
  stream: 'front-desk',
  nature: 'fact',
  shape: z.strictObject({ visitId: id, patientId: id, invoiceId: id }),
  touches: (body) => [key('visit', body.visitId)],
  looksAt: (body) => [key('invoice', body.invoiceId)],
  about: (body) => [body.patientId],
});

/** Nothing is left of the visit's invoice, by a credit note in the same entry: the visit is to be billed anew. */
export const visitBillingReopened = defineChange({
  name: 'visit.billing-reopened.v1',
  stream: 'front-desk',
  nature: 'fact',
  shape: z.strictObject({ visitId: id, patientId: id, invoiceId: id }),
  touches: (body) => [key('visit', body.visitId)],
  looksAt: (body) => [key('invoice', body.invoiceId)],
  about: (body) => [body.patientId],
});

/** The patient has left. A claim, since only a paid visit can be completed. */
export const visitCompleted = defineChange({
  name: 'visit.completed.v1',
  stream: 'front-desk',
  nature: 'authority',
  shape: z.strictObject({ visitId: id, patientId: id }),
  touches: (body) => [key('visit', body.visitId)],
  about: (body) => [body.patientId],
});

export const visitCancelled = defineChange({
  name: 'visit.cancelled.v1',
  stream: 'front-desk',
  nature: 'authority',
  shape: z.strictObject({
    visitId: id,
    patientId: id,
    /** The state the author saw: a visit that has moved on elsewhere is not cancelled. */
    from: visitState,
    reason: text(300),
  }),
  touches: (body) => [key('visit', body.visitId)],
  about: (body) => [body.patientId],
});

export const visitChanges = [
  visitCheckedIn,
  visitConsultationStarted,
  visitSentToBilling,
  visitInvoiced,
  visitPaid,
  visitBillingReopened,
  visitCompleted,
  visitCancelled,
] as const;
