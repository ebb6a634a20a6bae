import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentListed } from '#domain/appointments/listed.ts';
import { LONGEST, SHORTEST, type Slot } from '#domain/appointments/slot.ts';
import { addDays } from '#domain/kernel/calendar.ts';
import { useDoing } from '../app/asking.ts';
import { run } from '../app/counter.ts';
import { DateField } from '../app/date-field.tsx';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useKeys } from '../app/use-keys.ts';
import { DoctorSelect } from '../doctors/doctor-select.tsx';
import { ComingLine } from './coming.tsx';
import { TimeField } from './time-field.tsx';
import { type Booked, type BookingFields, useBooking } from './use-booking.ts';
import type { LookedAt } from './use-diary.ts';

/** A doctor's time is promised to a patient, or another than before: doctor, day, length, time, and Enter. */
export function Booking({
  who,
  moving,
  today,
  onLook,
  onDone,
  onBack,
}: {
  who: Booked;
  /** The appointment that gets another time; null: a new one. */
  moving: AppointmentListed | null;
  today: string;
  /** Hears which day and doctor are being looked at. */
  onLook: (at: LookedAt) => void;
  onDone: (slot: Slot, doctorName: string) => void;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const fields = useBooking(who, moving, today);
  const [purpose, setPurpose] = useState('');
  const [tried, setTried] = useState(false);
  const time = useRef<HTMLInputElement>(null);
  const { date, doctorId } = fields;
  useEffect(() => {
    if (date !== '') onLook({ date, doctorId });
  }, [date, doctorId, onLook]);
  const booking = useDoing(async (slot: Slot) =>
    moving
      ? run('moveAppointment', { appointmentId: moving.id, slot })
      : run('bookAppointment', { patientId: who.id, slot, purpose }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const { slot, doctorName } = fields;
    // Whoever is told no types another time.
    const again = () => time.current?.select();
    if (!slot) return again();
    if (!booking.isPending) booking.mutate(slot, { onSuccess: () => onDone(slot, doctorName), onError: again });
  };
  useKeys({ escape: onBack });
  return (
    <form
      className="booking"
      onSubmit={submit}
      onKeyDown={enterMovesOn}
      aria-label={t(moving ? 'appointments.moveTitle' : 'appointments.bookTitle')}
    >
      <div className="who">
        <div className="visit-more">{t(moving ? 'appointments.moveTitle' : 'appointments.bookTitle')}</div>
        <div className="booking-who">
          <span className="who-name clip">{who.name}</span>
          <span className="visit-more">{[who.phone, who.number].filter(Boolean).join(' · ')}</span>
        </div>
        <ComingLine patientId={who.id} exceptId={moving?.id} />
      </div>
      <div className="panel-body">
        <Fields fields={fields} time={time} tried={tried} purpose={moving ? null : purpose} onPurpose={setPurpose} />
      </div>
      <RefusalNote refusal={booking.refusal} />
      <div className="panel-foot booking-foot">
        <Button variant="default" onClick={onBack} rightSection={<Key name="Esc" />}>
          {t('common.back')}
        </Button>
        <Button type="submit" loading={booking.isPending} rightSection={<Key name="Enter" onButton />}>
          {t(moving ? 'appointments.move' : 'appointments.bookOne')}
        </Button>
      </div>
    </form>
  );
}

function Fields({
  fields,
  time: timeField,
  tried,
  purpose,
  onPurpose,
}: {
  fields: BookingFields;
  time: RefObject<HTMLInputElement | null>;
  tried: boolean;
  /** Null: not asked for. */
  purpose: string | null;
  onPurpose: (purpose: string) => void;
}) {
  const { t } = useTranslation();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const { doctorId, date, minutes, time, free, faults } = fields;
  const timeFault = faults.time === 'missing' ? t('appointments.timeMissing') : faults.time && t('appointments.unreadable');
  return (
    <div className="booking-form">
      <DoctorSelect
        ref={first}
        className="wide"
        label={t('register.doctor')}
        value={doctorId}
        onChange={fields.setDoctor}
        error={tried && faults.doctorId && t('appointments.doctorMissing')}
      />
      <DateField
        label={t('appointments.day')}
        value={date}
        onChange={fields.setDate}
        onKeyDown={(event) => {
          const days = DAY_STEPS[event.key];
          if (days === undefined || date === '') return;
          event.preventDefault();
          fields.setDate(addDays(date, days));
        }}
        error={tried && faults.date && t('appointments.dayMissing')}
      />
      <TextInput
        label={t('appointments.lengthIn')}
        autoComplete="off"
        inputMode="numeric"
        value={minutes}
        onChange={(event) => fields.setMinutes(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        error={faults.minutes && t('appointments.lengthWrong', { shortest: SHORTEST, longest: LONGEST })}
      />
      <TimeField
        field={timeField}
        typed={time}
        isOffered={fields.isOffered}
        free={free}
        onTyped={fields.setTime}
        error={tried || faults.time === 'unreadable' ? timeFault : null}
      />
      {purpose !== null && (
        <TextInput
          className="wide"
          label={`${t('appointments.purpose')} (${t('common.optional')})`}
          placeholder={t('appointments.purposeHint')}
          autoComplete="off"
          maxLength={200}
          data-skip
          value={purpose}
          onChange={(event) => onPurpose(event.currentTarget.value)}
        />
      )}
    </div>
  );
}

/** The browser's own field turns the day within its month only. */
const DAY_STEPS: Readonly<Record<string, number>> = { '+': 1, '-': -1, PageUp: 7, PageDown: -7 };
