import { useTranslation } from 'react-i18next';
import type { AppointmentListed } from '#domain/appointments/listed.ts';
import { useRun } from '../app/asking.ts';
import { WithReason } from '../app/with-reason.tsx';
import { useSlotWords } from './use-slot-words.ts';

/** Cancelling needs a reason, which stays in the log. */
export function CancelAppointment({ one, onClose }: { one: AppointmentListed; onClose: () => void }) {
  const { t } = useTranslation();
  const { day, time } = useSlotWords()(one);
  const cancelling = useRun('cancelAppointment');
  return (
    <WithReason
      title={t('appointments.cancelTitle')}
      what={`${one.patientName} · ${day}, ${time} · ${one.doctorName}`}
      action={t('appointments.cancelNow')}
      keep={t('reception.keep')}
      doing={cancelling}
      inputOf={(reason) => ({ appointmentId: one.id, reason })}
      onClose={onClose}
    />
  );
}
