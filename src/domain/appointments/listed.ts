import { doctor } from '../doctors/doctor.ts';
import type { Reader } from '../kernel/record.ts';
import { patient } from '../patients/patient.ts';
import { user } from '../staff/user.ts';
import { visit } from '../visits/visit.ts';
import type { VisitState } from '../visits/visit-state.ts';
import type { Appointment } from './appointment.ts';
import { isTaken } from './conflicts.ts';
import { overlap, type Slot, startOf } from './slot.ts';

/** An appointment as a diary shows one. */
export interface AppointmentListed
  extends Pick<Appointment, 'id' | 'patientId' | 'purpose' | 'state' | 'visitId' | 'bookedAtMs'>,
    Slot {
  readonly patientName: string;
  readonly patientNumber: string;
  readonly patientPhone: string;
  readonly doctorName: string;
  /** Of the visit, once they came. */
  readonly token: string | null;
  readonly visitState: VisitState | null;
  readonly bookedByName: string;
  /** When it begins, UTC ms. */
  readonly startsAtMs: number;
  /** Where it was before it was moved last. */
  readonly movedFrom: Slot | null;
  readonly cancelReason: string | null;
  /** The doctor, or the patient, is promised elsewhere at the same time: two receptions out of touch did that. */
  readonly overlaps: boolean;
}

export function listed(reader: Reader, timeZone: string, one: Appointment, overlaps: boolean): AppointmentListed {
  const { id, patientId, doctorId, date, startMinute, minutes, purpose, state, visitId, bookedAtMs } = one;
  const who = reader.get(patient, patientId);
  const came = visitId === null ? undefined : reader.get(visit, visitId);
  return {
    ...{ id, patientId, doctorId, date, startMinute, minutes, purpose, state, visitId, bookedAtMs, overlaps },
    ...{ patientName: who?.name ?? '', patientNumber: who?.number ?? '', patientPhone: who?.phone ?? '' },
    doctorName: reader.get(doctor, doctorId)?.name ?? '',
    token: came?.token ?? null,
    visitState: came?.state ?? null,
    bookedByName: reader.get(user, one.bookedBy)?.name ?? '',
    startsAtMs: startOf(timeZone, one),
    movedFrom: one.moves.at(-1)?.from ?? null,
    cancelReason: one.cancelled?.reason ?? null,
  };
}

/** Ids of those of one date whose doctor or patient is promised to another of them at the same time. */
export function overlapping(reader: Reader, ofDate: readonly Appointment[]): ReadonlySet<string> {
  const taken = ofDate.filter((one) => isTaken(reader, one));
  const shared = (one: Appointment, other: Appointment) =>
    one.id !== other.id && (one.doctorId === other.doctorId || one.patientId === other.patientId) && overlap(one, other);
  return new Set(taken.filter((one) => taken.some((other) => shared(one, other))).map(({ id }) => id));
}
