import { dateAt } from '../business-days/business-date.ts';
import { doctor } from '../doctors/doctor.ts';
import type { QueryContext } from '../kernel/operation.ts';
import { OPEN_STATES, type Visit, visit } from './visit.ts';
import { type BillStanding, billsFor } from './visit-standing.ts';
import type { VisitState } from './visit-state.ts';

/** A visit as a queue shows one: without what will be billed. */
export interface VisitListed extends Omit<Visit, 'lines'> {
  readonly doctorName: string;
  /** Null: no bill, or none that is to be known here. */
  readonly bill: BillStanding | null;
  /** Not finished and left behind by its day: shown apart, so that it does not bury who is here. */
  readonly fromBefore: boolean;
}

/** States that a visit still has a way to go from: somebody is here, owes, or has paid and not left. */
export const UNFINISHED_STATES: readonly VisitState[] = [...OPEN_STATES, 'PAID'];

/** How long people stay in the working lists after their date has turned, or after something was done for them, ms. */
export const LINGERS_MS = 4 * 3_600_000;

/** Read of each state, those that moved last first: whatever was forgotten over the years, today's are among them. */
const MOST_READ = 500;
const MOST_FROM_BEFORE = 200;

export type Asking = Pick<QueryContext, 'reader' | 'place' | 'nowMs' | 'businessDate'>;

interface Asked {
  readonly branchId: string;
  readonly doctorId?: string | undefined;
  readonly states: readonly VisitState[];
}

export interface Unfinished {
  /** In the order they came. */
  readonly working: readonly Visit[];
  /** Left behind by days that are over: those that moved last first, at most 200. */
  readonly fromBefore: readonly Visit[];
}

/**
 * Visits that are not finished, whatever date they began on. The business date turns when its day is locked, while people
 * still sit there: they stay in the working list beside those of the new date, and for four hours after the calendar's date
 * turned. Later only what was done for them brings them back there, for as long again.
 */
export function unfinishedVisits(asking: Asking, { branchId, doctorId, states }: Asked): Unfinished {
  const where = { branchId, ...(doctorId ? { doctorId } : {}) };
  const lastMoved = { orderBy: 'updatedAtMs', descending: true, limit: MOST_READ } as const;
  const all = states.flatMap((state) => asking.reader.find(visit, { ...where, state }, lastMoved));
  const since = workingSince(asking);
  const isWorking = (one: Visit) => one.businessDate >= since || one.updatedAtMs >= asking.nowMs - LINGERS_MS;
  return {
    working: inOrder(all.filter(isWorking)),
    fromBefore: all
      .filter((one) => !isWorking(one))
      .sort((a, b) => b.updatedAtMs - a.updatedAtMs || (a.id < b.id ? -1 : 1))
      .slice(0, MOST_FROM_BEFORE),
  };
}

/** The earliest business date whose people may still be here: the one before, for a while after it turned. */
export function workingSince({ reader, place, nowMs, businessDate }: Asking): string {
  const lately = dateAt(reader, place.clinicId, nowMs - LINGERS_MS);
  return lately < businessDate ? lately : businessDate;
}

/** In the order people came. */
export function inOrder(visits: readonly Visit[]): readonly Visit[] {
  return [...visits].sort((a, b) => a.checkedInAtMs - b.checkedInAtMs || (a.id < b.id ? -1 : 1));
}

/** As lists show visits to whoever asks. */
export function listing(asking: Pick<QueryContext, 'reader' | 'actor'>): (one: Visit, fromBefore?: boolean) => VisitListed {
  const billOf = billsFor(asking);
  return ({ lines, ...one }, fromBefore = false) => ({
    ...one,
    doctorName: asking.reader.get(doctor, one.doctorId)?.name ?? '',
    bill: billOf({ ...one, lines }),
    fromBefore,
  });
}
