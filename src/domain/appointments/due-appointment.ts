import { addDays } from '../kernel/calendar.ts';
import type { DecisionContext } from '../kernel/operation.ts';
import { type Appointment, appointment } from './appointment.ts';
import { isDue, mayArrive } from './appointment-checks.ts';
import { startOf, zoneOf } from './slot.ts';

/** What a patient who comes now to a doctor was expected for; of several one that nothing was said of yet, the nearest in time. */
export function dueAppointment(
  { reader, place, nowMs, businessDate }: Pick<DecisionContext, 'reader' | 'place' | 'nowMs' | 'businessDate'>,
  { patientId, doctorId }: { patientId: string; doctorId: string },
): Appointment | undefined {
  const entry = { clinicId: place.clinicId, recordedAtMs: nowMs, businessDate };
  // Whatever date it is here and there: what is due is told from the rest by the clinic's clocks.
  const date = { from: addDays(businessDate, -2), to: addDays(businessDate, 2) };
  const timeZone = zoneOf(reader, place.clinicId);
  const said = ({ state }: Appointment) => (state === 'BOOKED' ? 0 : 1);
  const away = (one: Appointment) => Math.abs(startOf(timeZone, one) - nowMs);
  return reader
    .find(appointment, { patientId, date }, { limit: 50 })
    .filter((one) => one.branchId === place.branchId && one.doctorId === doctorId)
    .filter((one) => mayArrive(reader, one) && isDue(reader, one, entry))
    .sort((a, b) => said(a) - said(b) || away(a) - away(b) || (a.id < b.id ? -1 : 1))[0];
}
