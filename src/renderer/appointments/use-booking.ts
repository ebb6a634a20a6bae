import { useState } from 'react';
import type { AppointmentListed } from '#domain/appointments/listed.ts';
import { LONGEST, SHORTEST, type Slot, timeOf } from '#domain/appointments/slot.ts';
import { useRead } from '../app/asking.ts';
import { useDoctorsOf } from '../doctors/use-doctors.ts';
import { typedTime } from './typed-time.ts';

/** What most appointments take, minutes. */
const USUAL_MINUTES = 30;

/** Whom a time is promised to. */
export interface Booked {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly phone: string;
  /** The doctor they came to last. */
  readonly doctorId: string | null;
}

export interface BookingFields {
  readonly doctorId: string | null;
  readonly doctorName: string;
  readonly date: string;
  readonly minutes: string;
  readonly time: string;
  /** Nobody has chosen the time yet: it is the first that is free. */
  readonly isOffered: boolean;
  readonly free: readonly number[] | undefined;
  /** Null until everything in it can be read. */
  readonly slot: Slot | null;
  readonly faults: {
    readonly doctorId: boolean;
    readonly date: boolean;
    readonly minutes: boolean;
    readonly time: 'missing' | 'unreadable' | null;
  };
  setDoctor(doctorId: string | null): void;
  setDate(date: string): void;
  setMinutes(minutes: string): void;
  setTime(time: string): void;
}

/** The fields of a booking: the doctor they came to last, today and half an hour, and of the free times the first. */
export function useBooking(who: Booked, moving: AppointmentListed | null, today: string): BookingFields {
  const [doctorChosen, setDoctor] = useState<string | null>(moving?.doctorId ?? null);
  const [date, setDate] = useState(moving && moving.date > today ? moving.date : today);
  const [minutes, setMinutes] = useState(String(moving?.minutes ?? USUAL_MINUTES));
  const [typed, setTime] = useState<string | null>(null);
  const doctors = useDoctorsOf([who.doctorId, doctorChosen]);
  const usual = doctors.get(who.doctorId ?? '')?.active ? who.doctorId : null;
  const doctorId = doctorChosen ?? usual;
  const length = lengthOf(minutes);
  const free = useRead(
    'freeTimes',
    {
      ...{ doctorId: doctorId ?? '', date, minutes: length ?? USUAL_MINUTES, patientId: who.id },
      ...(moving ? { exceptId: moving.id } : {}),
    },
    { when: doctorId !== null && date !== '' && length !== undefined },
  ).data;
  const [first] = free ?? [];
  const time = typed ?? (first === undefined ? '' : timeOf(first));
  const startMinute = typedTime(time);
  const isWhole = doctorId !== null && date !== '' && length !== undefined && startMinute !== undefined;
  return {
    ...{ doctorId, date, minutes, time, isOffered: typed === null, free, setDoctor, setDate, setMinutes, setTime },
    doctorName: doctors.get(doctorId ?? '')?.name ?? '',
    slot: isWhole ? { doctorId, date, startMinute, minutes: length } : null,
    faults: {
      doctorId: doctorId === null,
      date: date === '',
      minutes: length === undefined,
      time: startMinute !== undefined ? null : time.trim() === '' ? 'missing' : 'unreadable',
    },
  };
}

function lengthOf(minutes: string): number | undefined {
  const length = /^\d{1,3}$/.test(minutes.trim()) ? Number(minutes) : undefined;
  return length !== undefined && length >= SHORTEST && length <= LONGEST ? length : undefined;
}
