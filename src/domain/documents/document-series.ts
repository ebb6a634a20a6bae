import { z } from 'zod';
import { advanceReceived } from '../advances/changes.ts';
import { invoiceIssued } from '../invoices/changes.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { text } from '../kernel/fields.ts';
import type { Place } from '../kernel/operation.ts';
import { defineRecord, on, type Reader, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { paymentRecorded } from '../payments/changes.ts';
import { terminal } from '../terminals/terminal.ts';
import { type DocumentKind, documentNumber, seriesId } from './document-number.ts';

/** The last number given in a series. Numbers have no gaps: each change that takes one must take the next. */
export const documentSeriesShape = z.object({ id: text(80), last: z.number().int().min(0) });
export type DocumentSeries = z.infer<typeof documentSeriesShape>;

/** A change that takes a number of its terminal's series. */
interface Numbered {
  readonly number: string;
  readonly sequence: number;
}

export const documentSeries: RecordType<DocumentSeries> = defineRecord({
  name: 'document-series',
  shape: documentSeriesShape,
  stream: 'money',
  handlers: [
    on(invoiceIssued, takesNext('invoice')),
    on(paymentRecorded, takesNext('receipt')),
    on(advanceReceived, takesNext('receipt')),
  ],
});

function takesNext(kind: DocumentKind) {
  return {
    check: (series: DocumentSeries | undefined, body: Numbered, entry: EntryFacts, reader: Reader): Refusal | undefined => {
      const expected = (series?.last ?? 0) + 1;
      return body.sequence === expected
        ? numberRefusal(reader, kind, entry, body)
        : refuse('number-not-next', { expected, given: body.sequence, number: body.number });
    },
    fold: (series: DocumentSeries | undefined, body: Numbered, entry: EntryFacts): DocumentSeries => ({
      id: seriesId(entry.terminalId, kind, entry.businessDate),
      last: Math.max(series?.last ?? 0, body.sequence),
    }),
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
