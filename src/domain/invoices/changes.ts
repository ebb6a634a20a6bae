import { z } from 'zod';
import { approvalKeys, approvalUse } from '../approvals/approval-use.ts';
import { dayKeys, exceptionKey } from '../business-days/day-keys.ts';
import { documentNumberText, sequenceNumber, seriesId } from '../documents/document-number.ts';
import { paper } from '../documents/paper.ts';
import { defineChange, key } from '../kernel/change.ts';
import { id, text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { discount } from './discount.ts';
import { invoiceLine } from './invoice-line.ts';

/** The estimate whose prices were promised to a patient. */
const promisedPrices = z.strictObject({
  estimateId: id,
  number: documentNumberText,
  /** How much less the promised prices come to than the list's, before discounts; negative: more. Not said: the same. */
  lessMinor: z.number().int().optional(),
});
export type PromisedPrices = z.infer<typeof promisedPrices>;

/** A visit was billed. From then on lines, prices and tax stand; a correction is another document. */
export const invoiceIssued = defineChange({
  name: 'invoice.issued.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({
    invoiceId: id,
    number: documentNumberText,
    sequence: sequenceNumber,
    tillId: id,
    visitId: id,
    patientId: id,
    patientName: text(120),
    patientNumber: text(16),
    doctorId: id,
    /** As the paper says them. Invoices issued before they were kept do not say. */
    doctorName: text(120).optional(),
    issuedByName: text(120).optional(),
    lines: z.array(invoiceLine).min(1).max(50),
    netMinor: amountMinor,
    taxMinor: amountMinor,
    /** Net, tax and rounding. */
    totalMinor: amountMinor,
    discount: discount.optional(),
    /** Added so that the total is whole rupees; negative where it was rounded down. */
    roundingMinor: z.number().int().min(-50).max(50).optional(),
    /** Who pays so much of the total; the patient owes the rest. */
    payer: z.strictObject({ name: text(120), amountMinor }).optional(),
    /** The estimate whose prices were promised. */
    estimate: promisedPrices.optional(),
    /** Of a discount above what its author may grant, or of prices that are not the list's. */
    approval: approvalUse.optional(),
    /** Where its till was opened under another GSTIN, or under none. */
    paper: paper.optional(),
  }),
  // The invoice first: that the visit was billed already says more than what may be wrong with the till.
  touches: (body, entry) => [
    key('invoice', body.invoiceId),
    key('till', body.tillId),
    key('document-series', seriesId(entry.terminalId, 'invoice', entry.businessDate)),
    ...(body.estimate ? [key('estimate', body.estimate.estimateId)] : []),
    ...approvalKeys(body.approval),
    ...dayKeys(entry),
  ],
  looksAt: (body, entry) => [
    key('visit', body.visitId),
    key('terminal', entry.terminalId),
    exceptionKey(entry),
    key('user', entry.actorId),
    key('clinic', entry.clinicId),
    ...body.lines.flatMap(({ serviceId }) => [
      key('service', serviceId),
      key('service-prices', serviceId),
      key('package', serviceId),
    ]),
  ],
  about: (body) => [body.patientId, body.visitId],
});

export const invoiceChanges = [invoiceIssued] as const;
