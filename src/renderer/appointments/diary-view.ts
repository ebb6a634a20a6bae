import type { AppointmentListed } from '#domain/appointments/listed.ts';

/** Which of a day's appointments are shown: those still to come in, or all with what became of them. */
export const DIARY_VIEWS = ['expected', 'all'] as const;
export type DiaryView = (typeof DIARY_VIEWS)[number];

export function inDiary(
  appointments: readonly AppointmentListed[],
  view: DiaryView,
  doctorId: string | null,
): readonly AppointmentListed[] {
  return appointments.filter(
    (one) => (view === 'all' || one.state === 'BOOKED') && (doctorId === null || one.doctorId === doctorId),
  );
}

export interface DoctorsDay {
  readonly doctorId: string;
  readonly doctorName: string;
  readonly expected: number;
}

/** The doctors who have anybody that day, by name, with how many are still expected. */
export function doctorsOf(appointments: readonly AppointmentListed[]): readonly DoctorsDay[] {
  const days = new Map<string, DoctorsDay>();
  for (const { doctorId, doctorName, state } of appointments) {
    const before = days.get(doctorId)?.expected ?? 0;
    days.set(doctorId, { doctorId, doctorName, expected: before + (state === 'BOOKED' ? 1 : 0) });
  }
  return [...days.values()].sort((a, b) => a.doctorName.localeCompare(b.doctorName));
}

/** Who is expected here now by this patient's appointment: the first that is not kept yet. */
export function dueOf(today: readonly AppointmentListed[], patientId: string): AppointmentListed | undefined {
  const theirs = today.filter((one) => one.patientId === patientId);
  return theirs.find(({ state }) => state === 'BOOKED') ?? theirs.find(({ state }) => state === 'NO_SHOW');
}
