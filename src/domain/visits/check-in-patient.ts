import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { type DecisionContext, defineOperation } from '../kernel/operation.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { patient } from '../patients/patient.ts';
import { visitCheckedIn } from './changes.ts';
import { tokenSeries } from './token-series.ts';
import { tokenSeriesId, tokenText } from './token-series-id.ts';
import { workingSince } from './unfinished-visits.ts';
import { OPEN_STATES, visit } from './visit.ts';

/** A patient is here to see a doctor, and gets a token. */
export const checkInPatient = defineOperation({
  name: 'checkInPatient',
  roles: ['front-desk', 'manager'],
  terminals: ['reception'],
  decidedAt: 'terminal',
  makes: [visitCheckedIn],
  input: z.strictObject({ patientId: id, doctorId: id }),
  decide(input, context) {
    const { reader, place, businessDate, newId } = context;
    const who = reader.get(patient, input.patientId);
    if (!who) return refuse('patient-unknown');
    const stillHere = stillHereRefusal(context, input);
    if (stillHere) return stillHere;
    const tokenNumber = (reader.get(tokenSeries, tokenSeriesId(place.terminalId, businessDate))?.last ?? 0) + 1;
    const token = tokenText(place.terminalCode, tokenNumber);
    const visitId = newId();
    const known = { patientName: who.name, patientNumber: who.number, patientPhone: who.phone };
    return {
      changes: [visitCheckedIn.of({ ...input, ...known, visitId, token, tokenNumber })],
      result: { visitId, token },
    };
  },
});

/**
 * Somebody who was checked in before the date turned, and sits there still. On the same date the record of the check-in
 * itself says so, at the server too.
 */
function stillHereRefusal(context: DecisionContext, asked: { patientId: string; doctorId: string }): Refusal | undefined {
  const { reader, place, businessDate } = context;
  const since = workingSince(context);
  if (since === businessDate) return undefined;
  const here = reader
    .find(visit, { patientId: asked.patientId }, { orderBy: 'checkedInAtMs', descending: true, limit: 20 })
    .filter(({ branchId, doctorId }) => branchId === place.branchId && doctorId === asked.doctorId)
    .find((one) => OPEN_STATES.includes(one.state) && one.businessDate >= since);
  return here && refuse('already-checked-in', { token: here.token, date: here.businessDate, state: here.state });
}
