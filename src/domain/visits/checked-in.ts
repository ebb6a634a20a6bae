import { dateAt } from '../business-days/business-date.ts';
import { addDays } from '../kernel/calendar.ts';
import type { Change } from '../kernel/change.ts';
import type { DecisionContext } from '../kernel/operation.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { patient } from '../patients/patient.ts';
import { visitCheckedIn } from './changes.ts';
import { tokenSeries } from './token-series.ts';
import { tokenSeriesId, tokenText } from './token-series-id.ts';
import { workingSince } from './unfinished-visits.ts';
import { OPEN_STATES, visit } from './visit.ts';

interface Asked {
  readonly patientId: string;
  readonly doctorId: string;
}

export interface CheckedIn {
  readonly visitId: string;
  readonly token: string;
  readonly changes: readonly Change[];
}

/** A patient is here to see a doctor and gets a token, whether they were expected or not. */
export function checkedIn(context: DecisionContext, { patientId, doctorId }: Asked): CheckedIn | Refusal {
  const { reader, place, newId } = context;
  const who = reader.get(patient, patientId);
  if (!who) return refuse('patient-unknown');
  const stillHere = stillHereRefusal(context, { patientId, doctorId });
  if (stillHere) return stillHere;
  const given = nextToken(context);
  const token = tokenText(place.terminalCode, given.tokenNumber);
  const visitId = newId();
  const known = { patientName: who.name, patientNumber: who.number, patientPhone: who.phone };
  const change = visitCheckedIn.of({ patientId, doctorId, ...known, visitId, token, ...given });
  return { visitId, token, changes: [change] };
}

type NextToken = Pick<ReturnType<typeof visitCheckedIn.shape.parse>, 'tokenNumber' | 'continuesDate'>;

function nextToken(context: DecisionContext): NextToken {
  const { reader, place, businessDate } = context;
  const series = reader.get(tokenSeries, tokenSeriesId(place.terminalId, businessDate));
  return series ? { tokenNumber: series.last + 1 } : (goingOn(context) ?? { tokenNumber: 1 });
}

/**
 * A lock in the morning begins the next date while those who came before it sit there: its numbers go on from theirs where the
 * last of them was given on this day of the calendar.
 */
function goingOn({ reader, place, businessDate, nowMs }: DecisionContext): NextToken | undefined {
  const today = dateAt(reader, place.clinicId, nowMs);
  if (businessDate <= today) return undefined;
  const continuesDate = addDays(businessDate, -1);
  const before = reader.get(tokenSeries, tokenSeriesId(place.terminalId, continuesDate));
  if (!before) return undefined;
  const lastToken = tokenText(place.terminalCode, before.last);
  const last = reader
    .find(visit, { branchId: place.branchId, businessDate: continuesDate }, LATEST)
    .find(({ token }) => token === lastToken);
  if (!last || dateAt(reader, place.clinicId, last.checkedInAtMs) !== today) return undefined;
  return { tokenNumber: before.last + 1, continuesDate };
}

/** Those of a day, the last first: as many as one answer of the store holds. */
const LATEST = { orderBy: 'checkedInAtMs', descending: true, limit: 1000 } as const;

/**
 * Somebody who was checked in before the date turned, and sits there still. On the same date the record of the check-in
 * itself says so, at the server too.
 */
function stillHereRefusal(context: DecisionContext, asked: Asked): Refusal | undefined {
  const { reader, place, businessDate } = context;
  const since = workingSince(context);
  if (since === businessDate) return undefined;
  const here = reader
    .find(visit, { patientId: asked.patientId }, { orderBy: 'checkedInAtMs', descending: true, limit: 20 })
    .filter(({ branchId, doctorId }) => branchId === place.branchId && doctorId === asked.doctorId)
    .find((one) => OPEN_STATES.includes(one.state) && one.businessDate >= since);
  return here && refuse('already-checked-in', { token: here.token, date: here.businessDate, state: here.state });
}
