import { lockedUntil } from '../business-days/branch-lock.ts';
import { encounter } from '../encounters/encounter.ts';
import { invoice } from '../invoices/invoice.ts';
import { sum } from '../kernel/money.ts';
import type { Reader } from '../kernel/record.ts';
import { OPEN_STATES, type Visit, visit } from '../visits/visit.ts';
import type { NotedKind } from './doing.ts';
import type { Stretch } from './facts.ts';
import { daysSince, lastOver, type Over } from './over.ts';
import { watchNote } from './watch-note.ts';

const MOST = 1000;

/** Somebody was here and nothing was invoiced, or not all of what was done. */
export interface Unbilled {
  readonly visit: Pick<Visit, 'id' | 'token' | 'patientName' | 'businessDate' | 'state' | 'checkedInAtMs'>;
  /** Calendar days since; at least 1 once the day is locked, though the calendar may not have turned. */
  readonly days: number;
  /** A doctor had them in the chair: something was done, or written down. */
  readonly seen: boolean;
}

/**
 * Visits of a stretch without an invoice: those still open when their day is over or locked, and those that were cancelled after a
 * doctor had begun. And those of which more was written down, after the bill was made, than any bill has. The latest thousand
 * of each.
 */
export function unbilledVisits(reader: Reader, stretch: Stretch): readonly Unbilled[] {
  const over = { ...stretch, lockedUntil: lockedUntil(reader, stretch.branchId) };
  return [...open(reader, over), ...cancelled(reader, over), ...doneAfterBill(reader, over)];
}

function open(reader: Reader, stretch: Over): Unbilled[] {
  const { branchId, from } = stretch;
  const businessDate = { from, to: lastOver(stretch) };
  // In the order of the index: by any other field, all visits of the days would be looked through.
  const latest = { orderBy: 'businessDate', descending: true, limit: MOST } as const;
  // Those with an invoice are open too, as long as something is owed: they must not crowd out the others.
  return OPEN_STATES.flatMap((state) => reader.find(visit, { branchId, state, invoiceId: null, businessDate }, latest)).map(
    (one) => unbilled(one, stretch, one.state !== 'REGISTERED' || wasWritten(reader, one)),
  );
}

function cancelled(reader: Reader, stretch: Over): Unbilled[] {
  return notedVisits(reader, stretch, 'seen-cancelled')
    .filter(({ state, invoiceId }) => state === 'CANCELLED' && invoiceId === null)
    .map((one) => unbilled(one, stretch, true));
}

function doneAfterBill(reader: Reader, stretch: Over): Unbilled[] {
  return notedVisits(reader, stretch, 'after-bill')
    .filter((one) => one.invoiceId !== null && hasMoreThanBilled(reader, one))
    .map((one) => unbilled(one, stretch, true));
}

function notedVisits(reader: Reader, { branchId, from, to }: Stretch, kind: NotedKind): readonly Visit[] {
  const latest = { orderBy: 'recordedAtMs', descending: true, limit: MOST } as const;
  const notes = reader.find(watchNote, { branchId, kind, date: { from, to } }, latest);
  const ids = new Set(notes.flatMap(({ subjectId }) => (subjectId === null ? [] : [subjectId])));
  return [...ids].flatMap((id) => reader.get(visit, id) ?? []);
}

/** Counting what the cashier added to the bill, and what was billed of the patient's later visits. */
function hasMoreThanBilled(reader: Reader, one: Visit): boolean {
  const [written] = reader.find(encounter, { visitId: one.id, patientId: one.patientId }, { limit: 1 });
  const bill = one.invoiceId === null ? undefined : reader.get(invoice, one.invoiceId);
  const later = reader
    .find(visit, { patientId: one.patientId }, { orderBy: 'checkedInAtMs', descending: true, limit: 50 })
    .filter(({ checkedInAtMs }) => checkedInAtMs > one.checkedInAtMs);
  const billed = [
    ...one.lines,
    ...(bill?.lines ?? []).filter(({ source }) => source === 'added'),
    ...later.flatMap(({ lines }) => lines),
  ];
  const many = (of: readonly { serviceId: string; quantity: number }[], serviceId: string) =>
    sum(of.map((line) => (line.serviceId === serviceId ? line.quantity : 0)));
  const treatments = written?.treatments ?? [];
  return treatments.some(({ serviceId }) => many(treatments, serviceId) > many(billed, serviceId));
}

function wasWritten(reader: Reader, { id: visitId }: Visit): boolean {
  return reader.find(encounter, { visitId }, { limit: 1 }).length > 0;
}

function unbilled(one: Visit, over: Over, seen: boolean): Unbilled {
  const { id, token, patientName, businessDate, state, checkedInAtMs } = one;
  return { visit: { id, token, patientName, businessDate, state, checkedInAtMs }, days: daysSince(businessDate, over), seen };
}
