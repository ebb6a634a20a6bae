import { encounter } from '../encounters/encounter.ts';
import { addDays } from '../kernel/calendar.ts';
import type { Reader } from '../kernel/record.ts';
import { OPEN_STATES, type Visit, visit } from '../visits/visit.ts';
import type { Stretch } from './facts.ts';
import { watchNote } from './watch-note.ts';

const MOST = 1000;

/** Somebody was here and nothing was invoiced. */
export interface Unbilled {
  readonly visit: Pick<Visit, 'id' | 'token' | 'patientName' | 'businessDate' | 'state' | 'checkedInAtMs'>;
  /** Calendar days since. */
  readonly days: number;
  /** A doctor had them in the chair: something was done, or written down. */
  readonly seen: boolean;
}

/**
 * Visits of a stretch without an invoice: those still open when their day is over, and those that were cancelled after a
 * doctor had begun. The latest thousand of each.
 */
export function unbilledVisits(reader: Reader, stretch: Stretch): readonly Unbilled[] {
  return [...open(reader, stretch), ...cancelled(reader, stretch)];
}

function open(reader: Reader, { branchId, from, to, today }: Stretch): Unbilled[] {
  const states = OPEN_STATES.flatMap((state) => [...reader.find(visit, { branchId, state }, { limit: MOST })]);
  const latest = to < today ? to : addDays(today, -1);
  return states
    .filter((one) => one.invoiceId === null && one.businessDate >= from && one.businessDate <= latest)
    .map((one) => unbilled(one, today, one.state !== 'REGISTERED' || wasWritten(reader, one)));
}

function cancelled(reader: Reader, { branchId, from, to, today }: Stretch): Unbilled[] {
  const latest = { orderBy: 'recordedAtMs', descending: true, limit: MOST } as const;
  return reader.find(watchNote, { branchId, kind: 'seen-cancelled', date: { from, to } }, latest).flatMap(({ subjectId }) => {
    const one = subjectId === null ? undefined : reader.get(visit, subjectId);
    return one?.state === 'CANCELLED' && one.invoiceId === null ? [unbilled(one, today, true)] : [];
  });
}

function wasWritten(reader: Reader, { id: visitId }: Visit): boolean {
  return reader.find(encounter, { visitId }, { limit: 1 }).length > 0;
}

function unbilled(one: Visit, today: string, seen: boolean): Unbilled {
  const { id, token, patientName, businessDate, state, checkedInAtMs } = one;
  const days = Math.max(0, Math.round((Date.parse(today) - Date.parse(businessDate)) / 86_400_000));
  return { visit: { id, token, patientName, businessDate, state, checkedInAtMs }, days, seen };
}
