import { Button } from '@mantine/core';
import { type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientFound } from '#domain/patients/patient-search.ts';
import { Key } from '../../app/frame/key.tsx';
import { useKeys } from '../../app/use-keys.ts';
import { PatientFinder } from '../../patients/patient-finder.tsx';
import { RegisterForm } from '../../patients/register-form.tsx';
import { CheckIn } from '../../visits/check-in.tsx';

type Step = { readonly at: 'search' } | { readonly at: 'check-in'; readonly one: PatientFound } | { readonly at: 'register' };

/** Somebody comes in: found or registered, given a doctor and a token. */
export function Arrival({
  search,
  loadOf,
  onProfile,
}: {
  search: RefObject<HTMLInputElement | null>;
  loadOf: (doctorId: string) => string;
  onProfile: (patientId: string) => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [step, setStep] = useState<Step>({ at: 'search' });
  const [given, setGiven] = useState<Given | null>(null);
  const toSearch = (clear: boolean) => {
    setStep({ at: 'search' });
    if (clear) setText('');
  };
  const done = (name: string, token: string | null) => {
    setGiven({ name, token });
    toSearch(true);
  };
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
    f3: () => setStep({ at: 'register' }),
    escape: step.at === 'search' && (() => setText('')),
  });
  return (
    <>
      {step.at === 'search' && (
        <>
          <PatientFinder text={text} onText={setText} field={search} onTake={(one) => setStep({ at: 'check-in', one })} />
          <div className="panel-foot">
            <Button fullWidth variant="default" onClick={() => setStep({ at: 'register' })} rightSection={<Key name="F3" />}>
              {t('reception.newPatient')}
            </Button>
          </div>
        </>
      )}
      {step.at === 'check-in' && (
        <CheckIn
          key={step.one.id}
          one={step.one}
          loadOf={loadOf}
          onDone={(token) => done(step.one.name, token)}
          onProfile={() => onProfile(step.one.id)}
          onBack={() => toSearch(false)}
        />
      )}
      {step.at === 'register' && (
        <RegisterForm
          typed={text}
          loadOf={loadOf}
          onDone={({ name, token }) => done(name, token)}
          onTaken={(one) => setStep({ at: 'check-in', one })}
          onBack={() => toSearch(false)}
        />
      )}
      <TokenGiven given={given} />
    </>
  );
}

interface Given {
  readonly name: string;
  /** Null where the patient was registered only. */
  readonly token: string | null;
}

/** The last token given stays in view until the next one is: it is called out and written down. */
function TokenGiven({ given }: { given: Given | null }) {
  const { t } = useTranslation();
  if (!given)
    return (
      <div className="token-given quiet" role="status">
        {t('reception.noTokenYet')}
      </div>
    );
  return (
    <div className="token-given" role="status">
      {given.token && <span className="token-big">{given.token}</span>}
      <span className="clip">
        {given.token ? t('reception.checkedIn', { name: given.name }) : t('reception.registered', { name: given.name })}
      </span>
    </div>
  );
}
