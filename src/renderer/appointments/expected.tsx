import { useTranslation } from 'react-i18next';
import { timeOf } from '#domain/appointments/slot.ts';
import { useRead } from '../app/asking.ts';
import { AppointmentChip } from './appointment-chip.tsx';
import './appointments.css';

/** Who is late shows by itself. */
const LOOK_AGAIN_MS = 60_000;

/** Who is still to come in today, by time: the reader's own, where they work as a doctor. */
export function Expected() {
  const { t } = useTranslation();
  const { data, readAtMs } = useRead('diary', {}, { everyMs: LOOK_AGAIN_MS });
  const expected = data?.appointments.filter(({ state }) => state === 'BOOKED') ?? [];
  return (
    <section className="expected" aria-label={t('appointments.expectedToday')}>
      <h3 className="part-head">
        {t('appointments.expectedToday')} {expected.length}
      </h3>
      {expected.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard too
        <ul tabIndex={0}>
          {expected.map((one) => (
            <li key={one.id}>
              <strong>{timeOf(one.startMinute)}</strong>
              <span className="clip">
                {one.patientName}
                {one.purpose !== '' && <span className="visit-more"> {one.purpose}</span>}
              </span>
              <AppointmentChip one={one} nowMs={readAtMs} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
