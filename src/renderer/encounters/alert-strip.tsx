import { useTranslation } from 'react-i18next';
import type { PatientProfile } from '#domain/patients/patient-profile.ts';

/** Allergies before anything else; conditions after them. */
export function AlertStrip({ health }: { health: NonNullable<PatientProfile['health']> }) {
  const { t } = useTranslation();
  const allergies = health.allergies.filter(({ until }) => until === null);
  const conditions = health.conditions.filter(({ until }) => until === null);
  return (
    <section className={`alert-strip ${allergies.length > 0 ? 'danger' : ''}`} aria-label={t('consulting.allergies')}>
      <strong>{t('consulting.allergies')}:</strong>
      {allergies.length === 0 ? t('profile.noAllergies') : allergies.map(({ description }) => description).join(', ')}
      {conditions.length > 0 && (
        <span>
          <strong>{t('consulting.conditions')}:</strong> {conditions.map(({ description }) => description).join(', ')}
        </span>
      )}
    </section>
  );
}
