import { Button, Checkbox, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Doctor } from '#domain/doctors/doctor.ts';
import { useDoing, useRead } from '../app/asking.ts';
import { ChooseField } from '../app/choose-field.tsx';
import { run } from '../app/counter.ts';
import { Dialog } from '../app/dialog.tsx';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useForm } from '../app/use-form.ts';

/** A doctor's profile, from now on. */
export function DoctorForm({ one, onClose }: { one?: Doctor | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const { data: services } = useRead('servicesList', {});
  const form = useForm({
    initialValues: {
      name: one?.name ?? '',
      speciality: one?.speciality ?? '',
      registrationNumber: one?.registrationNumber ?? '',
      phone: one?.phone ?? '',
      consultationServiceId: one?.consultationServiceId ?? null,
      active: one?.active ?? true,
    },
  });
  const saving = useDoing(async ({ active, ...profile }: typeof form.values) => {
    if (one) await run('changeDoctor', { doctorId: one.id, ...profile, active });
    else await run('addDoctor', profile);
  });
  return (
    <Dialog onClose={onClose} title={one?.name ?? t('catalogue.addDoctor')} size={460}>
      <form onSubmit={form.onSubmit((fields) => saving.mutate(fields, { onSuccess: onClose }))} onKeyDown={enterMovesOn}>
        <Stack gap="sm">
          <TextInput label={t('common.name')} data-autofocus maxLength={120} {...form.getInputProps('name')} />
          <TextInput label={t('catalogue.speciality')} maxLength={80} {...form.getInputProps('speciality')} />
          <TextInput label={t('catalogue.registration')} maxLength={40} {...form.getInputProps('registrationNumber')} />
          <TextInput label={t('common.phone')} maxLength={40} {...form.getInputProps('phone')} />
          <ChooseField
            label={t('catalogue.consultation')}
            choices={(services ?? []).map(({ id, code, name }) => ({ id, label: name, more: code }))}
            value={form.values.consultationServiceId}
            onChange={(id) => form.setFieldValue('consultationServiceId', id)}
          />
          {one && (
            <Checkbox label={t('catalogue.seesPatients')} data-skip {...form.getInputProps('active', { type: 'checkbox' })} />
          )}
        </Stack>
        <RefusalNote refusal={saving.refusal} mt="sm" />
        <div className="buttons">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={form.values.name.trim() === ''} loading={saving.isPending}>
            {t('common.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
