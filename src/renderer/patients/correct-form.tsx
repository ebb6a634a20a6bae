import { Button, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Patient } from '#domain/patients/patient.ts';
import { normalPhone } from '#domain/patients/phone.ts';
import { useRun } from '../app/asking.ts';
import type { OperationInput } from '../app/counter.ts';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useTerminalState } from '../app/use-figures.ts';
import { useForm } from '../app/use-form.ts';
import { DoctorSelect } from '../doctors/doctor-select.tsx';
import { parseBirth } from './birth.ts';
import { BirthField } from './birth-field.tsx';
import { useBirthSentence } from './use-birth-sentence.ts';

interface Fields {
  name: string;
  phone: string;
  birth: string;
  sex: Patient['sex'];
  doctorId: string | null;
  address: string;
  reason: string;
}

/** Puts a patient's details right. What stood before stays in the log. */
export function CorrectForm({ patient, onDone }: { patient: Patient; onDone: () => void }) {
  const { t } = useTranslation();
  const { businessDate } = useTerminalState();
  const birthSentence = useBirthSentence();
  const correcting = useRun('correctPatient');
  const { name, phone, sex, doctorId, address } = patient;
  const birth = patient.birthDate ?? (patient.ageYears === null ? '' : String(patient.ageYears));
  const form = useForm<Fields>({
    initialValues: { name, phone, birth, sex, doctorId, address, reason: '' },
    validate: {
      reason: (value) => (value.trim() === '' ? t('common.reasonNeeded') : null),
      birth: (value) => (value === birth ? null : birthSentence(value)),
      phone: (value) => (value.trim() === '' || normalPhone(value) ? null : t('register.phoneWrong')),
      name: (value) => (value.trim() === '' ? t('register.nameMissing') : null),
    },
  });
  const submit = form.onSubmit((fields) =>
    correcting.mutate(
      correction(patient.id, fields, form.isDirty('birth') ? parseBirth(fields.birth, businessDate ?? '') : undefined),
      {
        onSuccess: onDone,
      },
    ),
  );
  return (
    <form onSubmit={submit} onKeyDown={enterMovesOn}>
      <Stack gap="xs">
        <TextInput label={t('common.name')} data-autofocus maxLength={120} {...form.getInputProps('name')} />
        <TextInput label={t('common.phone')} maxLength={40} {...form.getInputProps('phone')} />
        <BirthField {...form.getInputProps('birth')} />
        <SegmentedControl
          fullWidth
          aria-label={t('register.sex')}
          data={(['female', 'male', 'other'] as const).map((value) => ({ value, label: t(`sexes.${value}`) }))}
          {...form.getInputProps('sex')}
        />
        <DoctorSelect
          label={t('register.doctor')}
          value={form.values.doctorId}
          onChange={(doctorId) => form.setFieldValue('doctorId', doctorId)}
        />
        <TextInput label={t('register.address')} maxLength={300} {...form.getInputProps('address')} />
        <TextInput
          label={t('common.reason')}
          description={t('common.reasonNeeded')}
          maxLength={300}
          {...form.getInputProps('reason')}
        />
        <RefusalNote refusal={correcting.refusal} />
        <div className="buttons">
          <Button variant="default" onClick={onDone}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={correcting.isPending}>
            {t('common.save')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

function correction(
  patientId: string,
  { birth: _, doctorId, phone, ...fields }: Fields,
  birth: ReturnType<typeof parseBirth>,
): OperationInput<'correctPatient'> {
  return {
    patientId,
    ...fields,
    // An import may have brought none: what is still missing is not a correction.
    ...(phone.trim() === '' ? {} : { phone }),
    ...(doctorId === null ? {} : { doctorId }),
    ...(birth?.birthDate ? { birthDate: birth.birthDate } : {}),
    ...(birth?.ageYears === null || birth === undefined ? {} : { ageYears: birth.ageYears }),
  };
}
