import { useTranslation } from 'react-i18next';
import type { Encounter } from '#domain/encounters/encounter.ts';
import { useRead } from '../app/asking.ts';
import { useFigures } from '../app/use-figures.ts';
import { useDoctorsOf } from '../doctors/use-doctors.ts';

/** What was found and done before, newest first. */
export function EarlierVisits({ earlier }: { earlier: readonly Encounter[] }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data: services } = useRead('servicesList', { withInactive: true });
  const doctors = useDoctorsOf(earlier.map(({ doctorId }) => doctorId));
  const done = ({ treatments }: Encounter) =>
    treatments
      .map(({ serviceId, tooth }) =>
        [services?.find(({ id }) => id === serviceId)?.name ?? '…', tooth === null ? '' : t('cashier.tooth', { tooth })]
          .join(' ')
          .trim(),
      )
      .join(', ');
  return (
    <>
      <h3 className="part-title" style={{ marginTop: 0 }}>
        {t('consulting.earlier')}
      </h3>
      {earlier.length === 0 && <p className="visit-more">{t('consulting.noEarlier')}</p>}
      {earlier.map((one) => (
        <article key={one.id} className="earlier">
          <strong>{figures.dateTime(one.recordedAtMs)}</strong> · {doctors.get(one.doctorId)?.name ?? ''}
          {one.complaint && <p>{one.complaint}</p>}
          {one.notes && <p>{one.notes}</p>}
          {one.treatments.length > 0 && (
            <p>
              <strong>{done(one)}</strong>
            </p>
          )}
        </article>
      ))}
    </>
  );
}
