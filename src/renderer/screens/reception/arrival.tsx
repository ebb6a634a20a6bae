import { Button } from '@mantine/core';
import { type RefObject, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentListed } from '#domain/appointments/listed.ts';
import { ClippedName } from '../../app/clipped-name.tsx';
import { Key } from '../../app/frame/key.tsx';
import { useKeys } from '../../app/use-keys.ts';
import { Booking } from '../../appointments/booking.tsx';
import { dueOf } from '../../appointments/diary-view.ts';
import { useSlotWords } from '../../appointments/use-slot-words.ts';
import { PatientFinder } from '../../patients/patient-finder.tsx';
import { RegisterForm } from '../../patients/register-form.tsx';
import { CheckIn } from '../../visits/check-in.tsx';
import type { Desk, Given } from './use-desk.ts';

/** Somebody comes in or calls: found or registered, given a doctor and a token, or a time on another day. */
export function Arrival({
  desk,
  search,
  today,
  expected,
  loadOf,
  onProfile,
}: {
  desk: Desk;
  search: RefObject<HTMLInputElement | null>;
  /** By the clinic's clocks; empty until the terminal has said it. */
  today: string;
  /** Today's appointments. */
  expected: readonly AppointmentListed[];
  loadOf: (doctorId: string) => string;
  onProfile: (patientId: string) => void;
}) {
  const { t } = useTranslation();
  const { step, text, goTo, toSearch, done } = desk;
  useEffect(() => {
    if (step.at === 'search') search.current?.focus();
  }, [step.at, search]);
  useKeys({
    // The registration form asks before it goes.
    f2:
      step.at !== 'register' &&
      (() => {
        toSearch(false);
        search.current?.focus();
        search.current?.select();
      }),
    f3: () => goTo({ at: 'register' }),
    escape: step.at === 'search' && (() => desk.setText('')),
  });
  return (
    <>
      {step.at === 'search' && (
        <>
          <PatientFinder text={text} onText={desk.setText} field={search} onTake={(one) => goTo({ at: 'check-in', one })} />
          <div className="panel-foot">
            <Button fullWidth variant="default" onClick={() => goTo({ at: 'register' })} rightSection={<Key name="F3" />}>
              {t('reception.newPatient')}
            </Button>
          </div>
        </>
      )}
      {step.at === 'check-in' && (
        <CheckIn
          key={step.one.id}
          one={step.one}
          expected={dueOf(expected, step.one.id)}
          loadOf={loadOf}
          onDone={(token) => done({ what: 'checked-in', name: step.one.name, token })}
          onBook={() => goTo({ at: 'book', who: step.one, moving: null })}
          onProfile={() => onProfile(step.one.id)}
          onBack={() => toSearch(false)}
        />
      )}
      {step.at === 'register' && (
        <RegisterForm
          typed={text}
          loadOf={loadOf}
          onDone={({ token, toBook, ...who }) => {
            if (toBook) goTo({ at: 'book', who, moving: null });
            else done(token === null ? { what: 'registered', name: who.name } : { what: 'checked-in', name: who.name, token });
          }}
          onTaken={(one) => goTo({ at: 'check-in', one })}
          onBack={() => toSearch(false)}
        />
      )}
      {step.at === 'book' && (
        <Booking
          key={`${step.who.id} ${step.moving?.id}`}
          who={step.who}
          moving={step.moving}
          today={today}
          onLook={desk.look}
          onDone={(slot, doctorName) => done({ what: step.moving ? 'moved' : 'booked', name: step.who.name, slot, doctorName })}
          onBack={() => toSearch(false)}
        />
      )}
      <LastGiven given={desk.given} />
    </>
  );
}

/** The last token or time given stays in view until the next one is: it is called out and written down. */
function LastGiven({ given }: { given: Given | null }) {
  const { t } = useTranslation();
  const words = useSlotWords();
  if (!given)
    return (
      <div className="token-given quiet" role="status">
        {t('reception.noTokenYet')}
      </div>
    );
  const { what, name } = given;
  if (what === 'booked' || what === 'moved')
    return (
      <div className="token-given" role="status">
        <span>{t(`appointments.${what}`, { name, ...words(given.slot), doctor: given.doctorName })}</span>
      </div>
    );
  return (
    <div className="token-given" role="status">
      {what === 'checked-in' && <span className="token-big">{given.token}</span>}
      <ClippedName
        name={name}
        sentence={(of) =>
          what === 'checked-in' ? t('reception.checkedIn', { name: of }) : t('reception.registered', { name: of })
        }
      />
    </div>
  );
}
