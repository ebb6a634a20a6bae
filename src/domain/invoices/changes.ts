import { z } from 'zod';
import { dayKeys, exceptionKey } from '../business-days/day-keys.ts';
import { documentNumberText, sequenceNumber, seriesId } from '../documents/document-number.ts';
import { defineChange, key } from '../kernel/change.ts';
import { id, text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { invoiceLine } from './invoice-line.ts';

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
    lines: z.array(invoiceLine).min(1).max(50),
    netMinor: amountMinor,
    taxMinor: amountMinor,
    totalMinor: amountMinor,
  }),
  // The invoice first: that the visit was billed already says more than what may be wrong with the till.
  touches: (body, entry) => [
    key('invoice', body.invoiceId),
    key('till', body.tillId),
    key('document-series', seriesId(entry.terminalId, 'invoice', entry.businessDate)),
    ...dayKeys(entry),
  ],
  looksAt: (body, entry) => [
    key('visit', body.visitId),
    key('terminal', entry.terminalId),
    exceptionKey(entry),
    ...body.lines.map((line) => key('service', line.serviceId)),
  ],
  about: (body) => [body.patientId, body.visitId],
});

export const invoiceChanges = [invoiceIssued] as const;
