import { Button, SegmentedControl, TextInput } from '@mantine/core';
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
  sex: Sex;
  doctorId: string | null;
  address: string;
}

const SEX_KEYS: Readonly<Record<string, Sex>> = { m: 'male', f: 'female', o: 'other' };

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
      sex: 'female',
      doctorId: null,
      address: '',
    },
    validate: {
      phone: (value) => (normalPhone(value) === undefined ? t('register.phoneWrong') : null),
      name: (value) => (value.trim() === '' ? t('register.nameMissing') : null),
      birth: birthSentence,
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
  const registering = useDoing(async ({ andCheckIn, ...fields }: Fields & { andCheckIn: boolean }): Promise<Registered> => {
    const { birth, doctorId, ...person } = fields;
    const chosen = doctorId ?? '';
    const { patientId } = await run('registerPatient', { ...person, ...parseBirth(birth, today), doctorId: chosen });
    if (!andCheckIn) return { patientId, name: person.name, token: null };
    const { token } = await run('checkInPatient', { patientId, doctorId: chosen });
    return { patientId, name: person.name, token };
  });
  const save = (andCheckIn: boolean) =>
    form.onSubmit((fields) => {
      if (!registering.isPending) registering.mutate({ ...fields, andCheckIn }, { onSuccess: onDone });
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
          <SexField value={form.values.sex} onChange={(sex) => form.setFieldValue('sex', sex)} />
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

/** M, F and O choose while the field has the keyboard. */
function SexField({ value, onChange }: { value: Sex; onChange: (to: Sex) => void }) {
  const { t } = useTranslation();
  return (
    <div>
      <div className="field-label" id="sex-label">
        {t('register.sex')} <Key name="F" /> <Key name="M" /> <Key name="O" />
      </div>
      <SegmentedControl
        fullWidth
        aria-labelledby="sex-label"
        value={value}
        onChange={(to) => onChange(to as Sex)}
        onKeyDown={(event) => {
          const to = SEX_KEYS[event.key.toLowerCase()];
          if (to && !event.ctrlKey && !event.altKey) onChange(to);
        }}
        data={(['female', 'male', 'other'] as const).map((sex) => ({ value: sex, label: t(`sexes.${sex}`) }))}
      />
    </div>
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
