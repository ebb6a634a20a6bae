import { Button } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentListed } from '#domain/appointments/listed.ts';
import { timeOf } from '#domain/appointments/slot.ts';
import type { PatientFound } from '#domain/patients/patient-search.ts';
import { useRun } from '../app/asking.ts';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useKeys } from '../app/use-keys.ts';
import { DoctorSelect } from '../doctors/doctor-select.tsx';
import { useDoctorsOf } from '../doctors/use-doctors.ts';
import { usePersonLine } from '../patients/use-person-line.ts';

/** A patient is here: which doctor, and Enter. The one who expects them, or whom they came to last, is chosen already. */
export function CheckIn({
  one,
  expected,
  loadOf,
  onDone,
  onBook,
  onProfile,
  onBack,
}: {
  one: PatientFound;
  /** What they come for, where they have an appointment today. */
  expected: AppointmentListed | undefined;
  loadOf: (doctorId: string) => string;
  onDone: (token: string) => void;
  onBook: () => void;
  onProfile: () => void;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const personLine = usePersonLine();
  const usual = useDoctorsOf([one.doctorId]).get(one.doctorId ?? '')?.active ? one.doctorId : null;
  const [chosen, setChosen] = useState<string | null>(null);
  const doctorId = chosen ?? expected?.doctorId ?? usual;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const checkingIn = useRun('checkInPatient');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (doctorId === null || checkingIn.isPending) return field.current?.focus();
    checkingIn.mutate({ patientId: one.id, doctorId }, { onSuccess: ({ token }) => onDone(token) });
  };
  useKeys({ escape: onBack, f4: onBook, f8: onProfile });
  return (
    <form style={{ flex: 1 }} onSubmit={submit} onKeyDown={enterMovesOn}>
      <div className="who">
        <div className="who-name">{one.name}</div>
        <div>
          {personLine(one)}
          {one.phone !== '' && <span className="figure"> · {one.phone}</span>}
        </div>
        <div className="visit-more">{one.number}</div>
      </div>
      <div className="panel-body">
        <DoctorSelect
          ref={field}
          label={t('register.doctor')}
          size="md"
          value={doctorId}
          onChange={setChosen}
          more={loadOf}
          data-last
        />
        {expected && (
          <p className="chip good sentence">
            {t('appointments.expectedAt', { time: timeOf(expected.startMinute), doctor: expected.doctorName })}
          </p>
        )}
        <RefusalNote refusal={checkingIn.refusal} mt="sm" />
        <div className="buttons">
          <Button variant="default" onClick={onProfile} rightSection={<Key name="F8" />}>
            {t('reception.profile')}
          </Button>
          <Button variant="default" onClick={onBook} rightSection={<Key name="F4" />}>
            {t('appointments.book')}
          </Button>
        </div>
        <div className="buttons">
          <Button variant="default" onClick={onBack} rightSection={<Key name="Esc" />}>
            {t('common.back')}
          </Button>
          <Button
            type="submit"
            loading={checkingIn.isPending}
            disabled={doctorId === null}
            rightSection={<Key name="Enter" onButton />}
          >
            {t('reception.checkIn')}
          </Button>
        </div>
      </div>
    </form>
  );
}
