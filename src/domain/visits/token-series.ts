import { z } from 'zod';
import { text } from '../kernel/fields.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { visitCheckedIn } from './changes.ts';
import { tokenSeriesId } from './token-series-id.ts';

/** The last token given at a terminal on a business date, which may have gone on from the numbers of the one before. */
export const tokenSeriesShape = z.object({ id: text(80), last: z.number().int().min(0) });
export type TokenSeries = z.infer<typeof tokenSeriesShape>;

export const tokenSeries: RecordType<TokenSeries> = defineRecord({
  name: 'token-series',
  shape: tokenSeriesShape,
  stream: 'front-desk',
  handlers: [
    on(visitCheckedIn, {
      check: (series, body, { terminalId }, reader) => {
        const { continuesDate } = body;
        const before = series ?? (continuesDate && reader.get(tokenSeries, tokenSeriesId(terminalId, continuesDate)));
        const expected = (before ? before.last : 0) + 1;
        return body.tokenNumber === expected ? undefined : refuse('number-not-next', { expected, given: body.tokenNumber });
      },
      fold: (series, body, entry) => ({
        id: series?.id ?? tokenSeriesId(entry.terminalId, entry.businessDate),
        last: Math.max(series?.last ?? 0, body.tokenNumber),
      }),
    }),
  ],
});
