import { z } from 'zod';
import { exceptionKey, exceptionKeys } from '../business-days/day-keys.ts';
import { documentNumberText, sequenceNumber, seriesId } from '../documents/document-number.ts';
import { paper } from '../documents/paper.ts';
import { discount } from '../invoices/discount.ts';
import { invoiceLine } from '../invoices/invoice-line.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { defineChange, key } from '../kernel/change.ts';
import { id, maybeText, text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';

/** A patient was told in writing what treatment will cost. No money moves; the prices hold until `validUntil`. */
export const estimateIssued = defineChange({
  name: 'estimate.issued.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({
    estimateId: id,
    number: documentNumberText,
    sequence: sequenceNumber,
    patientId: id,
    patientName: text(120),
    patientNumber: text(16),
    /** Whose prices they are; null: no doctor's own. */
    doctorId: id.nullable(),
    lines: z.array(invoiceLine).min(1).max(50),
    /** Promised with the prices, as far as whoever bills it may grant it. */
    discount: discount.optional(),
    netMinor: amountMinor,
    taxMinor: amountMinor,
    totalMinor: amountMinor,
    /** Added to net and tax so that the total is whole rupees, as on the bill; absent: nothing was. */
    roundingMinor: z.number().int().min(-50).max(50).optional(),
    validUntil: calendarDate,
    note: maybeText(300),
    issuedByName: text(120),
    /** As the paper says it. Estimates issued before it was kept do not say. */
    doctorName: text(120).optional(),
    /** What it is printed with: no till stands for an estimate of the back office. */
    paper: paper.optional(),
  }),
  touches: (body, entry) => [
    key('estimate', body.estimateId),
    key('document-series', seriesId(entry.terminalId, 'estimate', entry.businessDate)),
    ...exceptionKeys(entry),
  ],
  looksAt: (body, entry) => [
    key('terminal', entry.terminalId),
    exceptionKey(entry),
    ...body.lines.flatMap(({ serviceId }) => [key('service', serviceId), key('service-prices', serviceId)]),
  ],
  about: (body) => [body.patientId],
});

export const estimateChanges = [estimateIssued] as const;
