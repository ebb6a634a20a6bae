import { z } from 'zod';
import { advanceReceived } from '../advances/changes.ts';
import { creditNoteIssued } from '../credit-notes/changes.ts';
import { estimateIssued } from '../estimates/changes.ts';
import { invoiceIssued } from '../invoices/changes.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { text } from '../kernel/fields.ts';
import type { Place } from '../kernel/operation.ts';
import { defineRecord, on, type Reader, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { paymentRecorded } from '../payments/changes.ts';
import { refundPaid } from '../refunds/changes.ts';
import { terminal } from '../terminals/terminal.ts';
import { type DocumentKind, documentNumber, seriesId } from './document-number.ts';
import { type Numbered, tallied, withCredit, withDocument } from './series-tally.ts';

/** A series of numbers and what it has come to. Numbers have no gaps: each change that takes one must take the next. */
export const documentSeriesShape = z.object({ id: text(80), ...tallied });
export type DocumentSeries = z.infer<typeof documentSeriesShape>;

export const documentSeries: RecordType<DocumentSeries> = defineRecord({
  name: 'document-series',
  shape: documentSeriesShape,
  stream: 'money',
  columns: ['year', 'branchId', 'kind'],
  indexes: [['year', 'branchId', 'kind']],
  handlers: [
    on(invoiceIssued, takesNext('invoice')),
    on(paymentRecorded, takesNext('receipt')),
    on(advanceReceived, takesNext('receipt')),
    on(refundPaid, {
      check: takesNext('refund').check,
      fold: (series, body, entry, id) => takesNext('refund').fold(series, { ...body, totalMinor: body.amountMinor }, entry, id),
    }),
    on(estimateIssued, takesNext('estimate')),
    on(creditNoteIssued, {
      // Two series: the note's own, whose next number it takes, and that of the invoice it credits.
      check: (series, body, entry, reader, id) =>
        id === body.invoiceSeriesId ? undefined : takesNext('credit-note').check(series, body, entry, reader),
      fold: (series, body, entry, id) =>
        id === body.invoiceSeriesId
          ? withCredit(series, body.totalMinor, body.completes, body.invoiceTotalMinor)
          : takesNext('credit-note').fold(series, body, entry, id),
    }),
  ],
});

/** What takes a number says what it is over, as a document's total or as one amount. */
type NumberedAmount = Numbered & ({ readonly totalMinor: number } | { readonly amountMinor: number });

function amountOf(body: NumberedAmount): number {
  return 'totalMinor' in body ? body.totalMinor : body.amountMinor;
}

function takesNext(kind: DocumentKind) {
  return {
    check: (series: DocumentSeries | undefined, body: Numbered, entry: EntryFacts, reader: Reader): Refusal | undefined => {
      const expected = (series?.last ?? 0) + 1;
      return body.sequence === expected
        ? numberRefusal(reader, kind, entry, body)
        : refuse('number-not-next', { expected, given: body.sequence, number: body.number });
    },
    fold: (series: DocumentSeries | undefined, body: NumberedAmount, entry: EntryFacts, id: string): DocumentSeries =>
      withDocument(series, id, kind, { ...body, totalMinor: amountOf(body) }, entry),
  };
}

/** What is printed must be the number of this terminal, year and sequence, and the one the entry is signed with. */
function numberRefusal(
  reader: Reader,
  kind: DocumentKind,
  entry: EntryFacts,
  { number, sequence }: Numbered,
): Refusal | undefined {
  const code = reader.get(terminal, entry.terminalId)?.code;
  const right = code === undefined ? number : documentNumber(kind, code, entry.businessDate, sequence);
  return number === right && entry.documentNumber === number ? undefined : refuse('number-wrong', { number });
}

/** The next number of a series at this terminal, or `series-full`. */
export function nextNumber(reader: Reader, place: Place, kind: DocumentKind, businessDate: string): Numbered | Refusal {
  const sequence = (reader.get(documentSeries, seriesId(place.terminalId, kind, businessDate))?.last ?? 0) + 1;
  const number = documentNumber(kind, place.terminalCode, businessDate, sequence);
  return number === undefined ? refuse('series-full', { kind, last: sequence - 1 }) : { number, sequence };
}
