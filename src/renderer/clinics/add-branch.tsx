import { Button, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRun } from '../app/asking.ts';
import { Dialog } from '../app/dialog.tsx';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useForm } from '../app/use-form.ts';

export function AddBranch({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const creating = useRun('createBranch');
  const form = useForm({ initialValues: { name: '', code: '', address: '', phone: '' } });
  const whole = form.values.name.trim() !== '' && form.values.code.trim() !== '';
  const submit = form.onSubmit((fields) => {
    if (whole) creating.mutate(fields, { onSuccess: onClose });
  });
  return (
    <Dialog onClose={onClose} title={t('clinicTab.addBranch')}>
      <form onSubmit={submit} onKeyDown={enterMovesOn}>
        <Stack gap="sm">
          <TextInput label={t('common.name')} data-autofocus maxLength={80} {...form.getInputProps('name')} />
          <TextInput label={t('clinicTab.branchCode')} maxLength={8} {...form.getInputProps('code')} />
          <TextInput label={t('clinicTab.address')} maxLength={300} {...form.getInputProps('address')} />
          <TextInput label={t('clinicTab.phone')} maxLength={40} {...form.getInputProps('phone')} />
        </Stack>
        <RefusalNote refusal={creating.refusal} mt="sm" />
        <div className="buttons">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={!whole} loading={creating.isPending}>
            {t('common.add')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
