import { useState } from 'react';
import type { AppointmentListed } from '#domain/appointments/listed.ts';
import { addDays } from '#domain/kernel/calendar.ts';
import type { Refusal } from '#domain/kernel/refusal.ts';
import { useRead } from '../app/asking.ts';
import { type Pick, usePick } from '../app/use-pick.ts';
import { type DiaryView, inDiary } from './diary-view.ts';

/** Who is late shows by itself. */
const LOOK_AGAIN_MS = 60_000;

/** What a booking form is about, which the diary then shows. */
export interface LookedAt {
  readonly date: string;
  readonly doctorId: string | null;
}

export interface DiaryShown {
  /** Empty until the terminal has said which day it is. */
  readonly date: string;
  readonly today: string;
  readonly appointments: readonly AppointmentListed[];
  readonly shown: readonly AppointmentListed[];
  readonly view: DiaryView;
  readonly doctorId: string | null;
  readonly choice: Pick<AppointmentListed>;
  readonly readAtMs: number;
  readonly refusal: Refusal | null;
  setView(view: DiaryView): void;
  setDoctor(doctorId: string | null): void;
  /** Null: today. */
  setDate(date: string | null): void;
  goBy(days: number): void;
}

/** One day of the diary. @param booking what is being booked: its day and doctor are shown meanwhile */
export function useDiary(booking: LookedAt | null, onEnter: (one: AppointmentListed) => void): DiaryShown {
  const [wanted, setDate] = useState<string | null>(null);
  const [ownView, setView] = useState<DiaryView>('expected');
  const [ownDoctor, setDoctor] = useState<string | null>(null);
  const asked = booking ? booking.date : wanted;
  const { data, refusal, readAtMs } = useRead('diary', asked ? { date: asked } : {}, { keep: true, everyMs: LOOK_AGAIN_MS });
  const date = asked ?? data?.date ?? '';
  // The day before stays up until the other is there, but not under the other's name.
  const appointments = data && data.date === date ? data.appointments : [];
  const view = booking ? 'all' : ownView;
  const doctorId = booking ? booking.doctorId : ownDoctor;
  const shown = inDiary(appointments, view, doctorId);
  const choice = usePick(shown, { onEnter });
  const today = data?.today ?? '';
  const goTo = (to: string) => setDate(to === today ? null : to);
  return {
    ...{ date, today, appointments, shown, view, doctorId, choice, readAtMs, refusal, setView, setDoctor },
    setDate: (to) => (to === null ? setDate(null) : goTo(to)),
    goBy: (days) => date !== '' && goTo(addDays(date, days)),
  };
}
