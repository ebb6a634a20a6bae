import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sex } from '#domain/patients/changes.ts';
import type { PatientFound } from '#domain/patients/patient-search.ts';
import { normalPhone } from '#domain/patients/phone.ts';
import type { PossibleDuplicate } from '#domain/patients/possible-duplicates.ts';
import { useDoing, useRead } from '../app/asking.ts';
import { read, run } from '../app/counter.ts';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { sessionStore } from '../app/session.ts';
import { ThrowAway } from '../app/throw-away.tsx';
import { useTerminalState } from '../app/use-figures.ts';
import { useForm } from '../app/use-form.ts';
import { useKeptAtLeaving } from '../app/use-kept-at-leaving.ts';
import { useKeys } from '../app/use-keys.ts';
import { DoctorSelect } from '../doctors/doctor-select.tsx';
import { parseBirth } from './birth.ts';
import { BirthField } from './birth-field.tsx';
import { Duplicates } from './duplicates.tsx';
import { MaybeHere } from './maybe-here.tsx';
import { SexField } from './sex-field.tsx';
import { type RegistrationFields, unfinishedRegistration } from './unfinished-registration.ts';
import { useBirthSentence } from './use-birth-sentence.ts';

/** What is done with whoever is registered. */
type Next = 'check-in' | 'book' | 'nothing';

export interface Registered extends Pick<PatientFound, 'id' | 'number' | 'name' | 'phone' | 'doctorId'> {
  readonly token: string | null;
  /** They come on another day: a time is to be found. */
  readonly toBook: boolean;
}

/** With nothing left to choose. */
interface Whole extends RegistrationFields {
  sex: Sex;
  doctorId: string;
}

/** What was searched for is the phone number or the name of who is registered. */
function useFields(typed: string) {
  const { t } = useTranslation();
  const birthSentence = useBirthSentence();
  const isPhone = /^[\d\s+()-]+$/.test(typed);
  return useForm<RegistrationFields>({
    initialValues: {
      phone: isPhone ? typed.trim() : '',
      name: isPhone ? '' : typed.trim(),
      birth: '',
      sex: null,
      doctorId: null,
      address: '',
    },
    validate: {
      phone: (value) => (normalPhone(value) === undefined ? t('register.phoneWrong') : null),
      name: (value) => (value.trim() === '' ? t('register.nameMissing') : null),
      birth: birthSentence,
      sex: (value) => (value === null ? t('register.sexMissing') : null),
      doctorId: (value) => (value === null ? t('register.doctorMissing') : null),
    },
  });
}

/** The five mandatory fields, a question when the person may be here already, and straight on to a token or a time. */
export function RegisterForm({
  typed,
  loadOf,
  onDone,
  onTaken,
  onBack,
}: {
  /** What was being searched for: a phone number or a name. */
  typed: string;
  loadOf: (doctorId: string) => string;
  onDone: (done: Registered) => void;
  /** The person is here already, and was chosen instead. */
  onTaken: (one: PossibleDuplicate) => void;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const { businessDate } = useTerminalState();
  const today = businessDate ?? '';
  const [userId] = useState(() => sessionStore.get().session?.userId ?? '');
  const form = useFields(typed);
  useBegunBefore(form, userId);
  const finish = useKeptAtLeaving({
    keep: () => form.isDirty() && unfinishedRegistration.keep(userId, form.values),
    drop: () => unfinishedRegistration.drop(userId),
  });
  const back = () => {
    finish();
    onBack();
  };
  const take = (one: PossibleDuplicate) => {
    finish();
    onTaken(one);
  };
  const { registering, save, asked, anyway, notYet } = useRegistering(form, today, (done) => {
    finish();
    onDone(done);
  });
  const [leaving, setLeaving] = useState(false);
  const leave = () => (form.isDirty() ? setLeaving(true) : back());
  useKeys({
    Escape: leave,
    f2: leave,
    'mod+Enter': () => save('check-in'),
    'mod+shift+Enter': () => save('nothing'),
    f4: () => save('book'),
  });
  return (
    <>
      <form
        className="panel-body register"
        style={{ flex: '0 1 auto' }}
        onKeyDown={enterMovesOn}
        onSubmit={(event) => {
          event.preventDefault();
          save('check-in');
        }}
      >
        <RegisterFields form={form} loadOf={loadOf} />
        <RefusalNote refusal={registering.refusal} mt="sm" />
        <Button mt="md" fullWidth type="submit" loading={registering.isPending} rightSection={<Key name="Ctrl Enter" onButton />}>
          {t('register.andCheckIn')}
        </Button>
        <div className="buttons" style={{ justifyContent: 'space-between' }}>
          <Button variant="default" onClick={leave} rightSection={<Key name="Esc" />}>
            {t('common.back')}
          </Button>
          <Button variant="default" onClick={() => save('nothing')}>
            {t('register.only')}
          </Button>
          <Button variant="default" onClick={() => save('book')} rightSection={<Key name="F4" />}>
            {t('appointments.registerAndBook')}
          </Button>
        </div>
      </form>
      <WarnedDuplicates fields={form.values} today={today} onTaken={take} />
      {leaving && (
        <ThrowAway
          what={
            form.values.name.trim() === ''
              ? t('register.nobodyRegisteredYet')
              : t('register.notRegisteredYet', { name: form.values.name })
          }
          onThrow={back}
          onKeep={() => setLeaving(false)}
        />
      )}
      {asked && (
        <MaybeHere
          name={asked.name}
          found={asked.found}
          busy={registering.isPending}
          onTaken={take}
          onAnyway={anyway}
          onClose={notYet}
        />
      )}
    </>
  );
}

/** Whom this person had begun to register when somebody else needed the window. */
function useBegunBefore(form: ReturnType<typeof useFields>, userId: string): void {
  const { setValues } = form;
  const before = useRef(unfinishedRegistration.of(userId));
  useEffect(() => {
    if (before.current) setValues(before.current);
    before.current = undefined;
  }, [setValues]);
}

/** Phone first: it is what tells most people apart. */
function RegisterFields({ form, loadOf }: { form: ReturnType<typeof useFields>; loadOf: (doctorId: string) => string }) {
  const { t } = useTranslation();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <div className="register-form">
      <TextInput
        ref={first}
        className="wide"
        label={t('common.phone')}
        inputMode="tel"
        autoComplete="off"
        maxLength={40}
        {...form.getInputProps('phone')}
      />
      <TextInput className="wide" label={t('common.name')} autoComplete="off" maxLength={120} {...form.getInputProps('name')} />
      <BirthField
        {...form.getInputProps('birth')}
        onBlur={() => form.values.birth.trim() !== '' && form.validateField('birth')}
      />
      <SexField
        value={form.values.sex}
        onChange={(sex) => form.setFieldValue('sex', sex)}
        onLacking={() => form.validateField('sex')}
        error={form.errors.sex}
      />
      <DoctorSelect
        className="wide"
        label={t('register.doctor')}
        more={loadOf}
        data-last
        value={form.values.doctorId}
        onChange={(doctorId) => form.setFieldValue('doctorId', doctorId)}
        error={form.errors.doctorId}
      />
      <TextInput
        className="wide"
        label={`${t('register.address')} (${t('common.optional')})`}
        autoComplete="off"
        maxLength={300}
        data-skip
        {...form.getInputProps('address')}
      />
    </div>
  );
}

interface Wish extends Whole {
  readonly next: Next;
}

/** Somebody like this is here: whoever registers is asked first. */
interface Asked extends Wish {
  readonly found: readonly PossibleDuplicate[];
}

/** Registers, after asking where somebody like this is here already; and checks in, where that was wished for. */
function useRegistering(form: ReturnType<typeof useFields>, today: string, onDone: (done: Registered) => void) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const registering = useDoing(async ({ anyway, ...wish }: Wish & { anyway: boolean }): Promise<Registered | Asked> => {
    const found = anyway ? [] : await read('possibleDuplicates', likeOf(wish, today));
    return found.length > 0 ? { ...wish, found } : register(wish, today);
  });
  const ask = (wish: Wish, anyway: boolean) => {
    if (registering.isPending) return;
    registering.mutate(
      { ...wish, anyway },
      {
        onSuccess: (answer) => {
          if ('found' in answer) return setAsked(answer);
          setAsked(null);
          onDone(answer);
        },
        onError: () => setAsked(null),
      },
    );
  };
  const save = (next: Next) =>
    form.onSubmit(({ sex, doctorId, ...fields }) => {
      if (sex !== null && doctorId !== null) ask({ ...fields, sex, doctorId, next }, false);
    })();
  return { registering, save, asked, anyway: () => asked && ask(asked, true), notYet: () => setAsked(null) };
}

async function register({ next, phone, name, sex, doctorId, address, birth }: Wish, today: string): Promise<Registered> {
  const person = { phone, name, sex, doctorId, address, ...parseBirth(birth, today) };
  const { patientId, number } = await run('registerPatient', person);
  const known = { id: patientId, number, name, phone, doctorId, toBook: next === 'book' };
  if (next !== 'check-in') return { ...known, token: null };
  const { token } = await run('checkInPatient', { patientId, doctorId });
  return { ...known, token };
}

/** What somebody who is here already would have in common with whom is being registered. */
function likeOf({ phone, name, birth }: Pick<RegistrationFields, 'phone' | 'name' | 'birth'>, today: string) {
  const { birthDate = null, ageYears = null } = parseBirth(birth, today) ?? {};
  return { phone, name, birthDate, ageYears };
}

function WarnedDuplicates({
  fields,
  today,
  onTaken,
}: {
  fields: RegistrationFields;
  today: string;
  onTaken: (one: PossibleDuplicate) => void;
}) {
  const [typed] = useDebouncedValue(fields, 150);
  const like = likeOf(typed, today);
  const worth =
    normalPhone(typed.phone) !== undefined || (typed.name.trim() !== '' && (like.birthDate ?? like.ageYears) !== null);
  const { data } = useRead('possibleDuplicates', like, { when: worth, keep: true });
  return <Duplicates found={data ?? []} onTaken={onTaken} />;
}
