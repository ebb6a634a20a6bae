import { z } from 'zod';
import { advanceKey, advanceReceived } from '../advances/changes.ts';
import { calendarDate } from '../kernel/calendar.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { id, instantMs, maybeText, text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { defineQuery } from '../kernel/operation.ts';
import { defineRecord, on, type Reader, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { LEAST_OF_REFERENCE } from './bank-reference.ts';
import { paymentKey, paymentRecorded } from './changes.ts';
import { bankReferenceId, normalReference, type TenderAt } from './claim-changes.ts';
import { isClaimed } from './claims.ts';
import type { EnteredTender, Tender } from './tender.ts';

const shownOn = z.object({
  kind: z.enum(['payment', 'advance']),
  id,
  /** Of the receipt. */
  number: text(16),
  patientName: text(120),
  cashierId: id,
  cashierName: maybeText(120),
  /** What the tenders of this number paid on it. */
  amountMinor,
  date: calendarDate,
  atMs: instantMs,
});
type ShownOn = z.infer<typeof shownOn>;

/** One message is shown twice or three times; more receipts are not kept. */
const RECEIPTS_MAX = 20;

/** A number of a UPI payment or a transfer as patients of a branch showed it, and the receipts it stands on. */
export const shownReferenceShape = z.object({
  id: text(120),
  branchId: id,
  /** As the first cashier typed it. */
  reference: text(40),
  /** In the order in which they were heard of. */
  receipts: z.array(shownOn).max(RECEIPTS_MAX),
  /** The business date on which it was last shown once more; null while it stands on one receipt. */
  repeatedOn: calendarDate.nullable(),
});
export type ShownReference = z.infer<typeof shownReferenceShape>;

export const shownReference: RecordType<ShownReference> = defineRecord({
  name: 'shown-reference',
  shape: shownReferenceShape,
  stream: 'money',
  columns: ['branchId', 'repeatedOn'],
  indexes: [['branchId', 'repeatedOn']],
  handlers: [
    on(paymentRecorded, {
      tallies: ({ tenders }, entry) => idsOf(tenders, entry),
      fold: (one, { tenders, ...body }, entry, id) =>
        shown(one, { id, tenders, entry, on: { kind: 'payment', id: paymentKey(body, entry).id, ...body } }),
    }),
    on(advanceReceived, {
      tallies: ({ tenders }, entry) => idsOf(tenders, entry),
      fold: (one, { tenders, ...body }, entry, id) =>
        shown(one, { id, tenders, entry, on: { kind: 'advance', id: advanceKey(body, entry).id, ...body } }),
    }),
  ],
});

function idsOf(tenders: readonly Tender[], { branchId }: EntryFacts): readonly string[] {
  const ids = tenders.filter(isClaimed).map(({ reference }) => idOf(branchId, reference));
  return [...new Set(ids)].filter((id) => id !== null);
}

/** Null: too short to tell one transaction from another. */
function idOf(branchId: string | null, reference: string): string | null {
  return normalReference(reference).length < LEAST_OF_REFERENCE ? null : bankReferenceId(branchId ?? '', reference);
}

interface Shown {
  readonly id: string;
  readonly tenders: readonly Tender[];
  readonly entry: EntryFacts;
  readonly on: Pick<ShownOn, 'kind' | 'id' | 'number' | 'patientName' | 'cashierName'>;
}

function shown(one: ShownReference | undefined, { id, tenders, entry, on }: Shown): ShownReference | undefined {
  const named = tenders.filter(isClaimed).filter(({ reference }) => idOf(entry.branchId, reference) === id);
  const [first] = named;
  if (!first || one?.receipts.some((before) => before.kind === on.kind && before.id === on.id)) return one;
  const { actorId: cashierId, businessDate: date, recordedAtMs: atMs, branchId } = entry;
  const { kind, id: receiptId, number, patientName, cashierName } = on;
  const amountMinor = named.reduce((sum, tender) => sum + tender.amountMinor, 0);
  const receipt = { kind, id: receiptId, number, patientName, cashierId, cashierName, amountMinor, date, atMs };
  const known = one ?? { id, branchId: branchId ?? '', reference: first.reference, receipts: [], repeatedOn: null };
  if (known.receipts.length === RECEIPTS_MAX) return { ...known, repeatedOn: date };
  return { ...known, receipts: [...known.receipts, receipt], repeatedOn: known.receipts.length === 0 ? null : date };
}

/** The receipts of a branch on which this number stands; empty: none that this machine has heard of. */
export function receiptsShowing(reader: Reader, branchId: string | null, reference: string): readonly ShownOn[] {
  const id = idOf(branchId, reference);
  return (id === null ? undefined : reader.get(shownReference, id))?.receipts ?? [];
}

/** How many other receipts show the number of this tender. */
export function othersShowing(reader: Reader, branchId: string, at: TenderAt, reference: string): number {
  return receiptsShowing(reader, branchId, reference).filter((one) => one.kind !== at.kind || one.id !== at.id).length;
}

/**
 * A number that stands on another receipt is taken only from somebody who was told so: a phone shows one message to two
 * counters, or one transfer pays for a family. Asked where money is taken and never checked in a change: what was taken was taken.
 */
export function shownBeforeRefusal(
  reader: Reader,
  branchId: string | null,
  entered: readonly EnteredTender[],
): Refusal | undefined {
  for (const one of entered) {
    if ((one.kind !== 'upi' && one.kind !== 'bank') || one.paysMore) continue;
    const before = receiptsShowing(reader, branchId, one.reference).at(-1);
    if (before) return refuse('reference-shown', { ...shownAs(one.reference, before) });
  }
  return undefined;
}

/** Where a number stands already. */
export interface ReferenceShown {
  /** As it was asked for. */
  readonly reference: string;
  /** Of the last receipt with it. */
  readonly number: string;
  readonly patientName: string;
}

function shownAs(reference: string, { number, patientName }: ShownOn): ReferenceShown {
  return { reference, number, patientName };
}

/** Which of these numbers stand on a receipt of this branch: asked before anything is recorded. */
export const referencesShown = defineQuery({
  name: 'referencesShown',
  roles: ['cashier'],
  terminals: ['cashier'],
  input: z.strictObject({ references: z.array(z.string().max(40)).max(10) }),
  read: ({ references }, { reader, place }): readonly ReferenceShown[] =>
    references.flatMap((reference) => {
      const before = receiptsShowing(reader, place.branchId, reference).at(-1);
      return before ? [shownAs(reference, before)] : [];
    }),
});
