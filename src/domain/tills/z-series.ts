import { z } from 'zod';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { id } from '../kernel/fields.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { takingsTotal } from '../payments/tender.ts';
import { tillClosed, tillOpened } from './changes.ts';
import { allDoings, type ZTotals } from './z.ts';

const count = z.number().int().min(0);

/** A terminal's Zs: how far they have come, and the till that is open there. One till at a time. */
export const zSeriesShape = z.object({
  id,
  /** Number of the last Z. */
  last: count,
  openTillId: id.nullable(),
  /** Epoch and last entry that a Z covers. */
  epoch: count,
  coveredSeq: count,
  /** Perpetual totals at the last Z. */
  grossInMinor: count,
  grossOutMinor: count,
});
export type ZSeries = z.infer<typeof zSeriesShape>;

export const zSeries: RecordType<ZSeries> = defineRecord({
  name: 'z-series',
  shape: zSeriesShape,
  stream: 'money',
  handlers: [
    on(tillOpened, {
      check: (series) => (series?.openTillId ? refuse('till-already-open') : undefined),
      fold: (series, body, entry) => ({ ...(series ?? noZ(entry)), openTillId: body.tillId }),
    }),
    on(tillClosed, {
      check: (series, body, entry) => followsRefusal(continued(series, entry), body.z, entry),
      fold: (series, { tillId, z }, entry) => ({
        id: entry.terminalId,
        last: Math.max(series?.last ?? 0, z.number),
        openTillId: series?.openTillId === tillId ? null : (series?.openTillId ?? null),
        epoch: entry.epoch,
        coveredSeq: z.lastSeq,
        grossInMinor: z.grossInMinor,
        grossOutMinor: z.grossOutMinor,
      }),
    }),
  ],
});

/** Where the next Z of this chain begins. A new epoch is a new chain: its entries and totals start from nothing. */
export function continued(series: ZSeries | undefined, entry: Pick<EntryFacts, 'terminalId' | 'epoch'>): ZSeries {
  if (series && (series.epoch === entry.epoch || series.epoch === 0)) return series;
  return { ...noZ(entry), last: series?.last ?? 0, openTillId: series?.openTillId ?? null };
}

function noZ(entry: Pick<EntryFacts, 'terminalId'>): ZSeries {
  return { id: entry.terminalId, last: 0, openTillId: null, epoch: 0, coveredSeq: 0, grossInMinor: 0, grossOutMinor: 0 };
}

function followsRefusal(series: ZSeries, z: ZTotals, entry: EntryFacts): Refusal | undefined {
  if (z.number !== series.last + 1) return refuse('number-not-next', { expected: series.last + 1, given: z.number });
  const [firstSeq, lastSeq] = [series.coveredSeq + 1, entry.seq - 1];
  if (z.firstSeq !== firstSeq || z.lastSeq !== lastSeq) return refuse('z-range-wrong', { zNumber: z.number, firstSeq, lastSeq });
  const inMinor = z.grossInMinor - series.grossInMinor;
  const outMinor = z.grossOutMinor - series.grossOutMinor;
  // Money reaches a terminal's perpetual totals only through a till, so both must have grown by the same amounts.
  return inMinor === takingsTotal(z.takings) && outMinor === takingsTotal(allDoings(z).refunds.takings)
    ? undefined
    : refuse('perpetual-total-differs', { zNumber: z.number, inMinor, outMinor });
}
