import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PatientProfile } from '#domain/patients/patient-profile.ts';
import { useFigures } from '../app/use-figures.ts';

type Health = NonNullable<PatientProfile['health']>;
type Finding = Health['allergies'][number];

/** Allergies, always said, also when none is known; and what else the patient has. */
export function Findings({ health }: { health: Health }) {
  const { t } = useTranslation();
  return (
    <>
      <h3 className="part-title">{t('profile.allergies')}</h3>
      <Allergies allergies={health.allergies} />
      <h3 className="part-title">{t('profile.conditions')}</h3>
      {health.conditions.length === 0 && <Text c="dimmed">{t('profile.noConditions')}</Text>}
      {health.conditions.map((one) => (
        <FindingLine key={`${one.code} ${one.since} ${one.description}`} one={one} />
      ))}
    </>
  );
}

export function Allergies({ allergies }: { allergies: readonly Finding[] }) {
  const { t } = useTranslation();
  if (allergies.length === 0) return <Text c="dimmed">{t('profile.noAllergies')}</Text>;
  return (
    <div className="allergies">
      {allergies.map((one) => (
        <span key={`${one.code} ${one.since} ${one.description}`} className={one.until === null ? 'chip bad' : 'chip wait'}>
          {one.description}
        </span>
      ))}
    </div>
  );
}

function FindingLine({ one }: { one: Finding }) {
  const figures = useFigures();
  const when = [one.since, one.until].flatMap((date) => (date ? [figures.date(date)] : [])).join(' – ');
  return (
    <Text size="sm">
      {one.description}{' '}
      <Text span c="dimmed" size="xs">
        {when}
      </Text>
    </Text>
  );
}
