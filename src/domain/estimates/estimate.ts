import { z } from 'zod';
import { priceOf } from '../catalogue/price-of.ts';
import { paper } from '../documents/paper.ts';
import { invoiceIssued } from '../invoices/changes.ts';
import { discount, discountRefusal } from '../invoices/discount.ts';
import { addsUp, invoiceLine } from '../invoices/invoice-line.ts';
import { addDays, calendarDate } from '../kernel/calendar.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { id, instantMs, maybeText, text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { defineRecord, on, type Reader, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { estimateIssued } from './changes.ts';

/** Prices are not promised for longer. */
const MAX_VALID_DAYS = 366;
/** Bills that an estimate remembers; a plan of treatment is billed visit by visit. */
const MAX_INVOICES = 100;

export const estimateShape = z.object({
  id,
  /** As printed, e.g. `E07/2627/000012`. */
  number: text(16),
  patientId: id,
  patientName: text(120),
  patientNumber: text(16),
  doctorId: id.nullable(),
  branchId: id,
  terminalId: id,
  lines: z.array(invoiceLine),
  discount: discount.optional(),
  netMinor: amountMinor,
  taxMinor: amountMinor,
  totalMinor: amountMinor,
  roundingMinor: z.number().int().optional(),
  validUntil: calendarDate,
  note: maybeText(300),
  issuedByName: text(120),
  doctorName: text(120).optional(),
  paper: paper.optional(),
  businessDate: calendarDate,
  issuedAtMs: instantMs,
  /** Numbers of the invoices that were made of it. */
  invoices: z.array(text(16)),
});
export type Estimate = z.infer<typeof estimateShape>;

export const estimate: RecordType<Estimate> = defineRecord({
  name: 'estimate',
  shape: estimateShape,
  stream: 'money',
  columns: ['patientId', 'branchId', 'businessDate', 'issuedAtMs', 'number'],
  indexes: [['patientId', 'issuedAtMs'], ['branchId', 'businessDate'], ['number']],
  handlers: [
    on(estimateIssued, {
      check: (one, body, entry, reader) => {
        if (one) return refuse('estimate-exists', { number: one.number });
        if (!addsUp(body)) return refuse('totals-differ', { number: body.number, totalMinor: body.totalMinor });
        return (
          validityRefusal(body.validUntil, entry.businessDate) ??
          pricesRefusal(reader, body, entry) ??
          discountRefusal(body.lines, body.discount)
        );
      },
      fold: (one, { estimateId, sequence: _, ...body }, entry) =>
        one ?? {
          ...body,
          id: estimateId,
          branchId: entry.branchId ?? '',
          terminalId: entry.terminalId,
          businessDate: entry.businessDate,
          issuedAtMs: entry.recordedAtMs,
          invoices: [],
        },
    }),
    on(invoiceIssued, {
      fold: (one, { number }) =>
        one && (one.invoices.length >= MAX_INVOICES ? one : { ...one, invoices: [...one.invoices, number] }),
    }),
  ],
});

/** The estimate, where its prices are promised to this patient on this date. */
export function promisedBy(reader: Reader, estimateId: string, patientId: string, date: string): Estimate | Refusal {
  const one = reader.get(estimate, estimateId);
  if (!one) return refuse('estimate-unknown');
  if (one.patientId !== patientId) return refuse('estimate-of-another', { number: one.number, patient: one.patientName });
  return date > one.validUntil ? refuse('estimate-expired', { number: one.number, validUntil: one.validUntil }) : one;
}

/**
 * The date on which a bill finds what was promised: that of its visit, where the bill follows on the next one. A day is locked
 * in the evening, and who came on an estimate's last day pays after that.
 */
export function promiseDate({ businessDate }: { readonly businessDate: string }, billDate: string): string {
  return businessDate === addDays(billDate, -1) ? businessDate : billDate;
}

export function validityRefusal(validUntil: string, date: string): Refusal | undefined {
  const latest = addDays(date, MAX_VALID_DAYS);
  return validUntil < date || validUntil > latest ? refuse('validity-wrong', { validUntil, date, latest }) : undefined;
}

/** An estimate promises what the list says, and a discount beside it. */
function pricesRefusal(
  reader: Reader,
  { lines, doctorId }: Pick<Estimate, 'lines' | 'doctorId'>,
  { branchId, businessDate }: EntryFacts,
): Refusal | undefined {
  for (const line of lines) {
    const offer = priceOf(reader, { serviceId: line.serviceId, branchId, doctorId, date: businessDate });
    if (!offer) return refuse('service-unknown');
    const isListed =
      line.unitPriceMinor === offer.priceMinor &&
      (line.priceIncludesTax ?? false) === offer.priceIncludesTax &&
      line.taxRateBasisPoints === offer.taxRateBasisPoints;
    if (!isListed)
      return refuse('price-differs', {
        ...{ service: line.name, billedMinor: line.unitPriceMinor, catalogueMinor: offer.priceMinor },
      });
  }
  return undefined;
}
