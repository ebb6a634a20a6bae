import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AppointmentListed } from '#domain/appointments/listed.ts';
import { timeOf } from '#domain/appointments/slot.ts';
import { useRun } from '../app/asking.ts';
import { Dialog } from '../app/dialog.tsx';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';

/** The patient did not come: asked once, since it is said of somebody and stays. */
export function NoShow({ one, onClose }: { one: AppointmentListed; onClose: () => void }) {
  const { t } = useTranslation();
  const marking = useRun('markNoShow');
  const mark = () => !marking.isPending && marking.mutate({ appointmentId: one.id }, { onSuccess: onClose });
  return (
    <Dialog onClose={onClose} title={t('appointments.noShowTitle')}>
      <Text>
        {t('appointments.noShowWhat', { name: one.patientName, time: timeOf(one.startMinute), doctor: one.doctorName })}
      </Text>
      <RefusalNote refusal={marking.refusal} mt="sm" />
      <div className="buttons">
        <Button variant="default" onClick={onClose} rightSection={<Key name="Esc" />}>
          {t('common.cancel')}
        </Button>
        {/* Keeps the keyboard while it is asked: whoever is refused may try again. */}
        <Button data-autofocus onClick={mark} rightSection={<Key name="Enter" onButton />}>
          {t('appointments.noShow')}
        </Button>
      </div>
    </Dialog>
  );
}
