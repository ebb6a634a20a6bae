import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRead } from '../app/asking.ts';
import { AppointmentChip } from './appointment-chip.tsx';
import { useSlotWords } from './use-slot-words.ts';
import './appointments.css';

/** What a patient is booked for, and what became of their last appointments. The read is logged. */
export function Coming({ patientId }: { patientId: string }) {
  const { t } = useTranslation();
  const words = useSlotWords();
  const { data, readAtMs } = useRead('appointmentsOfPatient', { patientId });
  const shown = [...(data?.coming ?? []), ...(data?.past ?? [])];
  return (
    <>
      <h3 className="part-title">{t('appointments.coming')}</h3>
      {data && shown.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('appointments.none')}
        </Text>
      )}
      {shown.map((one) => (
        <div key={one.id} className="coming-row">
          <span className="clip" style={{ flex: 1 }}>
            {words(one).day}, {words(one).time} · {one.doctorName}
          </span>
          <AppointmentChip one={one} nowMs={readAtMs} />
        </div>
      ))}
    </>
  );
}

/** The next of them in a line, and how many more: whoever books sees what there is already. */
export function ComingLine({ patientId, exceptId }: { patientId: string; exceptId: string | undefined }) {
  const { t } = useTranslation();
  const words = useSlotWords();
  const { data } = useRead('appointmentsOfPatient', { patientId });
  const [next, ...more] = data?.coming.filter(({ id }) => id !== exceptId) ?? [];
  return (
    <div className="visit-more clip coming-line">
      {data && !next && t('appointments.noneComing')}
      {next && t('appointments.next', { ...words(next), doctor: next.doctorName })}
      {more.length > 0 && ` ${t('appointments.more', { count: more.length })}`}
    </div>
  );
}
