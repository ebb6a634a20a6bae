import { z } from 'zod';
import { financialYear } from '../kernel/calendar.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { id, instantMs, text } from '../kernel/fields.ts';
import { totalMinor } from '../kernel/money.ts';
import { DOCUMENT_KINDS, type DocumentKind } from './document-number.ts';

/** Of gaps and odd times so many are kept; all are counted. */
const KEPT = 20;
/** A shorter time between two documents of one day is how counters work. */
export const PAUSE_MS = 30 * 60_000;

const count = z.number().int().min(0);
const step = z.object({ fromNumber: text(16), toNumber: text(16), fromMs: instantMs, toMs: instantMs });
/** Two documents that follow each other, and when they were made. */
export type Step = z.infer<typeof step>;

/** What a series has come to, so that a year of documents need not be read to report on it. */
export const tallied = {
  terminalId: id,
  branchId: id,
  kind: z.enum(DOCUMENT_KINDS),
  /** India's financial year, e.g. `2627`. */
  year: text(4),
  first: count,
  /** The last number given. */
  last: count,
  firstNumber: text(16),
  lastNumber: text(16),
  lastAtMs: instantMs,
  lastDate: text(10),
  /** Documents there are. */
  documents: count,
  /** Numbers that no document has, so far. */
  missing: count,
  gaps: z.array(z.object({ from: count, to: count })),
  /** Documents whose number was not the next one, because it, or a later one, had been given. */
  repeated: count,
  /** Minor units, over all documents. */
  amountMinor: totalMinor,
  /** Of the invoices, those that were wholly credited. The name is from when they were taken for cancelled ones. */
  cancelled: count,
  cancelledMinor: totalMinor,
  /** All that credit notes took back of them. */
  creditedMinor: totalMinor,
  /** The longest pauses within one business date. */
  pauses: z.array(step),
  /** Documents that say they were made before the one before them: the clock was set back. */
  setBacks: z.array(step),
  setBackCount: count,
};
const tallyShape = z.object({ id: text(80), ...tallied });
export type SeriesTally = z.infer<typeof tallyShape>;

/** A document that takes a number. */
export interface Numbered {
  readonly number: string;
  readonly sequence: number;
}

/** The series with one more document in it. */
export function withDocument(
  series: SeriesTally | undefined,
  id: string,
  kind: DocumentKind,
  body: Numbered & { readonly totalMinor: number },
  entry: EntryFacts,
): SeriesTally {
  const one = series ?? noDocuments(id, kind, entry);
  const { number, sequence } = body;
  const isNext = sequence === one.last + 1;
  return {
    ...one,
    ...(isNext || sequence > one.last ? { last: sequence, lastNumber: number } : { repeated: one.repeated + 1 }),
    ...(one.documents === 0 ? { first: sequence, firstNumber: number } : {}),
    ...(sequence > one.last + 1 ? withGap(one, sequence) : {}),
    ...withTime(one, number, entry),
    lastAtMs: entry.recordedAtMs,
    lastDate: entry.businessDate,
    documents: one.documents + 1,
    amountMinor: one.amountMinor + body.totalMinor,
  };
}

/** The series with one of its invoices credited, in part or wholly. */
export function withCredit(series: SeriesTally | undefined, creditMinor: number, whole: boolean, invoiceMinor: number) {
  return (
    series && {
      ...series,
      creditedMinor: series.creditedMinor + creditMinor,
      cancelled: series.cancelled + (whole ? 1 : 0),
      cancelledMinor: series.cancelledMinor + (whole ? invoiceMinor : 0),
    }
  );
}

function noDocuments(id: string, kind: DocumentKind, { terminalId, branchId, businessDate }: EntryFacts): SeriesTally {
  return {
    ...{ id, terminalId, branchId: branchId ?? '', kind, year: financialYear(businessDate) },
    ...{ first: 0, last: 0, firstNumber: '', lastNumber: '', lastAtMs: 0, lastDate: '', documents: 0 },
    ...{ missing: 0, gaps: [], repeated: 0, amountMinor: 0, cancelled: 0, cancelledMinor: 0, creditedMinor: 0 },
    ...{ pauses: [], setBacks: [], setBackCount: 0 },
  };
}

function withGap({ gaps, missing, last }: SeriesTally, sequence: number): Pick<SeriesTally, 'gaps' | 'missing'> {
  const gap = { from: last + 1, to: sequence - 1 };
  return { missing: missing + gap.to - last, gaps: gaps.length < KEPT ? [...gaps, gap] : gaps };
}

function withTime(one: SeriesTally, number: string, { recordedAtMs, businessDate }: EntryFacts): Partial<SeriesTally> {
  if (one.documents === 0) return {};
  const step = { fromNumber: one.lastNumber, toNumber: number, fromMs: one.lastAtMs, toMs: recordedAtMs };
  if (recordedAtMs < one.lastAtMs)
    return {
      setBackCount: one.setBackCount + 1,
      setBacks: one.setBacks.length < KEPT ? [...one.setBacks, step] : one.setBacks,
    };
  if (businessDate !== one.lastDate || recordedAtMs - one.lastAtMs < PAUSE_MS) return {};
  return { pauses: [...one.pauses, step].sort((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs)).slice(0, KEPT) };
}
