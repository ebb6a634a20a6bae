import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sex } from '#domain/patients/changes.ts';
import { normalPhone } from '#domain/patients/phone.ts';
import type { PossibleDuplicate } from '#domain/patients/possible-duplicates.ts';
import { useDoing, useRead } from '../app/asking.ts';
import { run } from '../app/counter.ts';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useTerminalState } from '../app/use-figures.ts';
import { useKeys } from '../app/use-keys.ts';
import { DoctorSelect } from '../doctors/doctor-select.tsx';
import { parseBirth } from './birth.ts';
import { BirthField } from './birth-field.tsx';
import { Duplicates } from './duplicates.tsx';
import { SexField } from './sex-field.tsx';
import { useBirthSentence } from './use-birth-sentence.ts';

export interface Registered {
  readonly patientId: string;
  readonly name: string;
  readonly token: string | null;
}

interface Fields {
  phone: string;
  name: string;
  birth: string;
  /** Nobody's sex is assumed: null until it is chosen. */
  sex: Sex | null;
  doctorId: string | null;
  address: string;
}

/** With nothing left to choose. */
interface Whole extends Fields {
  sex: Sex;
  doctorId: string;
}

/** What was searched for is the phone number or the name of who is registered. */
function useFields(typed: string) {
  const { t } = useTranslation();
  const birthSentence = useBirthSentence();
  const isPhone = /^[\d\s+()-]+$/.test(typed);
  return useForm<Fields>({
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

/** The five mandatory fields, a warning when the person may be here already, and straight on to a token. */
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
  const form = useFields(typed);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const registering = useDoing(async ({ birth, andCheckIn, ...person }: Whole & { andCheckIn: boolean }): Promise<Registered> => {
    const { patientId } = await run('registerPatient', { ...person, ...parseBirth(birth, today) });
    if (!andCheckIn) return { patientId, name: person.name, token: null };
    const { token } = await run('checkInPatient', { patientId, doctorId: person.doctorId });
    return { patientId, name: person.name, token };
  });
  const save = (andCheckIn: boolean) =>
    form.onSubmit(({ sex, doctorId, ...fields }) => {
      if (sex === null || doctorId === null || registering.isPending) return;
      registering.mutate({ ...fields, sex, doctorId, andCheckIn }, { onSuccess: onDone });
    })();
  useKeys({ Escape: onBack, 'mod+Enter': () => save(true), 'mod+shift+Enter': () => save(false) });
  return (
    <>
      <form
        className="panel-body register"
        style={{ flex: 'none' }}
        onKeyDown={enterMovesOn}
        onSubmit={(event) => {
          event.preventDefault();
          save(true);
        }}
      >
        <div className="register-form">
          <TextInput
            ref={first}
            className="wide"
            label={t('common.phone')}
            inputMode="tel"
            autoComplete="off"
            {...form.getInputProps('phone')}
          />
          <TextInput className="wide" label={t('common.name')} autoComplete="off" {...form.getInputProps('name')} />
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
            data-skip
            {...form.getInputProps('address')}
          />
        </div>
        <RefusalNote refusal={registering.refusal} mt="sm" />
        <Button mt="md" fullWidth type="submit" loading={registering.isPending} rightSection={<Key name="Ctrl Enter" onButton />}>
          {t('register.andCheckIn')}
        </Button>
        <div className="buttons" style={{ justifyContent: 'space-between' }}>
          <Button variant="default" onClick={onBack} rightSection={<Key name="Esc" />}>
            {t('common.back')}
          </Button>
          <Button variant="default" onClick={() => save(false)}>
            {t('register.only')}
          </Button>
        </div>
      </form>
      <WarnedDuplicates fields={form.values} today={today} onTaken={onTaken} />
    </>
  );
}

function WarnedDuplicates({
  fields,
  today,
  onTaken,
}: {
  fields: Fields;
  today: string;
  onTaken: (one: PossibleDuplicate) => void;
}) {
  const [typed] = useDebouncedValue(fields, 150);
  const { birthDate = null, ageYears = null } = parseBirth(typed.birth, today) ?? {};
  const worth = normalPhone(typed.phone) !== undefined || (typed.name.trim() !== '' && (birthDate ?? ageYears) !== null);
  const { data } = useRead(
    'possibleDuplicates',
    { phone: typed.phone, name: typed.name, birthDate, ageYears },
    { when: worth, keep: true },
  );
  return <Duplicates found={data ?? []} onTaken={onTaken} />;
}
