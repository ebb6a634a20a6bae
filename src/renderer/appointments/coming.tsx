import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRead } from '../app/asking.ts';
import { AppointmentChip } from './appointment-chip.tsx';
import { useSlotWords } from './use-slot-words.ts';
import './appointments.css';

/** What a patient is booked for, and with `past` what became of their last appointments. The read is logged. */
export function Coming({
  patientId,
  exceptId,
  past = false,
}: {
  patientId: string;
  exceptId?: string | undefined;
  past?: boolean;
}) {
  const { t } = useTranslation();
  const words = useSlotWords();
  const { data, readAtMs } = useRead('appointmentsOfPatient', { patientId });
  const coming = data?.coming.filter(({ id }) => id !== exceptId) ?? [];
  const shown = past ? [...coming, ...(data?.past ?? [])] : coming;
  return (
    <>
      <h3 className="part-title">{t('appointments.coming')}</h3>
      {shown.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('appointments.noneComing')}
        </Text>
      )}
      {shown.map((one) => (
        <div key={one.id} className="coming-row">
          <span className="clip" style={{ flex: 1 }}>
            {words(one).day}, <span className="figure">{words(one).time}</span> · {one.doctorName}
          </span>
          <AppointmentChip one={one} nowMs={readAtMs} />
        </div>
      ))}
    </>
  );
}
