import { z } from 'zod';
import { creditNoteIssued } from '../credit-notes/changes.ts';
import { calendarDate } from '../kernel/calendar.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { id, instantMs, maybeText, text } from '../kernel/fields.ts';
import { amountMinor, sum } from '../kernel/money.ts';
import { defineRecord, on, type Reader, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { patient } from '../patients/patient.ts';
import { claimed, claimFields, claimHandlers } from '../payments/claims.ts';
import { tender } from '../payments/tender.ts';
import { tendersRefusal, totalRefusal } from '../payments/tender-refusal.ts';
import { refundPaid } from '../refunds/changes.ts';
import type { RefundSource } from '../refunds/refund-facts.ts';
import { refundedTenders, sourceRefusal, withRefunded } from '../refunds/refunded-tenders.ts';
import {
  type AdvancePart,
  advanceApplied,
  advanceExcessCredited,
  advancePurpose,
  advanceReceived,
  planEstimate,
} from './changes.ts';
import { planRefusal } from './plan-refusal.ts';

/** One sum a patient has paid before it was owed, or beyond what was owed, with what is left of it. Minor units. */
export const advanceShape = z.object({
  id,
  /** `deposit`: taken at a counter. `credit-note`, `excess`: paid on a bill, beyond what is owed now. */
  origin: z.enum(['deposit', 'credit-note', 'excess']),
  /** Of its receipt, its credit note, or the bill that was paid twice. */
  number: text(16),
  patientId: id,
  patientName: text(120),
  branchId: id,
  terminalId: id,
  tillId: id.nullable(),
  byName: maybeText(120),
  purpose: advancePurpose.nullable(),
  note: maybeText(200),
  /** Of a treatment plan: the estimate it was prepaid for, with what was prepaid of it then. */
  estimate: planEstimate.optional(),
  /** How it was paid; empty where it was paid on a bill. */
  tenders: z.array(tender),
  amountMinor,
  /** Not applied or given back yet. Negative where two terminals that were out of touch both took of it. */
  leftMinor: z.number().int(),
  /** What went back of each tender. */
  refundedMinor: refundedTenders,
  ...claimFields,
  /** The payment it came from, where it was one that was too much. */
  paymentId: id.nullable(),
  businessDate: calendarDate,
  postedDate: calendarDate,
  /** From then on its age counts. */
  receivedAtMs: instantMs,
  late: z.boolean(),
  flags: z.array(text(64)),
});
export type Advance = z.infer<typeof advanceShape>;

export const advance: RecordType<Advance> = defineRecord({
  name: 'advance',
  shape: advanceShape,
  stream: 'money',
  columns: ['patientId', 'branchId', 'tillId', 'leftMinor', 'receivedAtMs', 'businessDate', 'number', 'unconfirmedTenders'],
  indexes: [
    ['patientId', 'branchId', 'receivedAtMs'],
    ['branchId', 'leftMinor'],
    ['branchId', 'businessDate', 'receivedAtMs'],
    ['tillId', 'receivedAtMs'],
    ['number'],
    ['branchId', 'unconfirmedTenders'],
  ],
  handlers: [
    on(advanceReceived, {
      check: (one, body, _entry, reader) => {
        if (one) return refuse('advance-exists', { number: one.number });
        if (!reader.get(patient, body.patientId)) return refuse('patient-unknown');
        return tendersRefusal(body.tenders) ?? totalRefusal(body) ?? planRefusal(reader, body.estimate, body.patientId);
      },
      fold: (one, { advanceId: _, totalMinor, cashierName, sequence: __, patientNumber: ___, ...body }, entry, id) =>
        one ?? {
          ...begun(id, totalMinor, entry),
          ...body,
          ...claimed(body.tenders),
          origin: 'deposit',
          byName: cashierName,
        },
    }),
    on(advanceExcessCredited, {
      check: (one) => one && refuse('advance-exists', { number: one.number }),
      fold: (one, { advanceId, amountMinor, invoiceNumber, patientId, patientName, paymentId }, entry) =>
        one ?? {
          ...begun(advanceId, amountMinor, entry),
          ...{ origin: 'excess', number: invoiceNumber, patientId, patientName, paymentId },
        },
    }),
    on(creditNoteIssued, {
      check: (one) => one && refuse('advance-exists', { number: one.number }),
      fold: (one, { creditNoteId, toAdvanceMinor, number, patientId, patientName, issuedByName }, entry) =>
        one ?? {
          ...begun(creditNoteId, toAdvanceMinor, entry),
          ...{ origin: 'credit-note', number, patientId, patientName, byName: issuedByName },
        },
    }),
    on(advanceApplied, {
      check: (one, body, _entry, _reader, advanceId) => partRefusal(one, body, advanceId),
      fold: (one, body, _entry, advanceId) => one && less(one, body.from, advanceId),
    }),
    // A refund is taken of some advances, and goes back on the tender of a payment or of one advance: it may be both.
    on(refundPaid, {
      check: (one, body, _entry, _reader, advanceId) =>
        (goesBackOn(body.source, advanceId) ? sourceRefusal(one, body, one?.number ?? '') : undefined) ??
        partRefusal(one, body, advanceId),
      fold: (one, body, _entry, advanceId) => one && givenBack(less(one, body.from, advanceId), body),
    }),
    ...claimHandlers<Advance>((one) => one.number),
  ],
});

function begun(advanceId: string, amountMinor: number, entry: EntryFacts) {
  const { terminalId, businessDate, postedDate, recordedAtMs, late, flags } = entry;
  return {
    ...{ id: advanceId, amountMinor, leftMinor: amountMinor, branchId: entry.branchId ?? '', terminalId },
    ...{ refundedMinor: [], ...claimed([]) },
    ...{ tillId: null, byName: '', purpose: null, note: '', tenders: [], paymentId: null },
    ...{ businessDate, postedDate, receivedAtMs: recordedAtMs, late, flags: [...flags] },
  };
}

function goesBackOn({ kind, id }: RefundSource, advanceId: string): boolean {
  return kind === 'advance' && id === advanceId;
}

function givenBack(one: Advance, { source, amountMinor }: { source: RefundSource; amountMinor: number }): Advance {
  if (!goesBackOn(source, one.id)) return one;
  return { ...one, refundedMinor: withRefunded(one, source.tenderIndex, amountMinor) };
}

/** The advance less what is taken of it. */
function less(one: Advance, parts: readonly AdvancePart[], advanceId: string): Advance {
  return { ...one, leftMinor: one.leftMinor - partOf(parts, advanceId) };
}

function partOf(parts: readonly AdvancePart[], advanceId: string): number {
  return sum(parts.filter((part) => part.advanceId === advanceId).map((part) => part.amountMinor));
}

/** Why so much cannot be taken of these advances: they must be the patient's, hold it, and add up. */
function partRefusal(
  one: Advance | undefined,
  { from, amountMinor, patientId }: { from: readonly AdvancePart[]; amountMinor: number; patientId: string },
  advanceId: string,
): Refusal | undefined {
  if (!one) return refuse('advance-unknown');
  if (one.patientId !== patientId) return refuse('patient-differs', { number: one.number });
  const partsMinor = sum(from.map((part) => part.amountMinor));
  if (partsMinor !== amountMinor) return refuse('totals-differ', { totalMinor: amountMinor, partsMinor });
  const askedMinor = partOf(from, advanceId);
  return askedMinor > one.leftMinor ? refuse('advance-insufficient', { advanceMinor: one.leftMinor, askedMinor }) : undefined;
}

/** Advances of a patient with something left, oldest first. */
export function advancesLeft(reader: Reader, branchId: string | null, patientId: string): readonly Advance[] {
  const where = { patientId, branchId: branchId ?? '' };
  return reader.find(advance, where, { orderBy: 'receivedAtMs', limit: 1000 }).filter(({ leftMinor }) => leftMinor > 0);
}

/**
 * Which advances an amount is taken of: the oldest first. At most 50 of them in one go.
 * @param rank those with a lower one are taken of before the others
 */
export function partsFor(
  reader: Reader,
  branchId: string | null,
  patientId: string,
  amountMinor: number,
  rank: (one: Advance) => number = () => 0,
): AdvancePart[] | Refusal {
  const left = advancesLeft(reader, branchId, patientId);
  const ordered = [...left].sort((one, other) => rank(one) - rank(other));
  const parts: AdvancePart[] = [];
  let missingMinor = amountMinor;
  for (const one of ordered.slice(0, 50)) {
    if (missingMinor === 0) break;
    const takenMinor = Math.min(one.leftMinor, missingMinor);
    parts.push({ advanceId: one.id, amountMinor: takenMinor });
    missingMinor -= takenMinor;
  }
  if (missingMinor === 0) return parts;
  return refuse('advance-insufficient', { advanceMinor: amountMinor - missingMinor, askedMinor: amountMinor });
}
