import { z } from 'zod';
import { financialYear } from '../kernel/calendar.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { terminal } from '../terminals/terminal.ts';
import { DOCUMENT_KINDS } from './document-number.ts';
import { documentSeries } from './document-series.ts';
import type { SeriesTally } from './series-tally.ts';

/** A terminal's series of one kind of document in a financial year. */
export interface SeriesReported extends Omit<SeriesTally, 'cancelled' | 'cancelledMinor'> {
  readonly terminalCode: string;
  /** No number is missing and none was given twice. */
  readonly dense: boolean;
  /** Of the invoices, those that credit notes took back wholly. They were issued all the same. */
  readonly takenBack: number;
  readonly takenBackMinor: number;
}

export interface SeriesReport {
  /** E.g. `2627`. */
  readonly year: string;
  readonly series: readonly SeriesReported[];
}

/**
 * Every series of a financial year, by terminal and kind: from, to, how many, taken back, missing, and odd times between
 * them. What a GST return asks of documents issued (GSTR-1, table 13) is in it: cancelled there are the missing ones.
 */
export const seriesReport = defineQuery({
  name: 'seriesReport',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office', 'server'],
  input: z.strictObject({
    /** Null: every branch. */
    branchId: id.nullable().default(null),
    /** Not said: the one that the business date is in. */
    year: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
  }),
  read({ branchId, year: asked }, { reader, businessDate }): SeriesReport {
    const year = asked ?? financialYear(businessDate);
    const series = reader
      .find(documentSeries, { year, ...(branchId === null ? {} : { branchId }) }, { limit: 1000 })
      .map(({ cancelled: takenBack, cancelledMinor: takenBackMinor, ...one }) => ({
        ...{ ...one, takenBack, takenBackMinor },
        terminalCode: reader.get(terminal, one.terminalId)?.code ?? '',
        dense: one.missing === 0 && one.repeated === 0,
      }))
      .sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
    return { year, series };
  },
});

function orderOf({ terminalCode, kind, id }: SeriesReported): string {
  return `${terminalCode.padStart(8, '0')}:${DOCUMENT_KINDS.indexOf(kind)}:${id}`;
}
