import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientProfile } from '#domain/patients/patient-profile.ts';
import { useRead } from '../app/asking.ts';
import { SideDialog } from '../app/dialog.tsx';
import { Facts } from '../app/facts.tsx';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { Coming } from '../appointments/coming.tsx';
import { VisitChip } from '../visits/state-chip.tsx';
import { CorrectForm } from './correct-form.tsx';
import { Findings } from './findings.tsx';
import { usePersonLine } from './use-person-line.ts';

/** Everything this person may see of a patient. Opening it is logged, and says so. */
export function ProfileDrawer({
  patientId,
  mayCorrect = false,
  onClose,
}: {
  patientId: string;
  mayCorrect?: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { data, refusal, waiting } = useRead('patientProfile', { patientId });
  const [correcting, setCorrecting] = useState(false);
  return (
    <SideDialog onClose={onClose} size={460} title={t('profile.title')}>
      <RefusalNote refusal={refusal} />
      {waiting && !refusal && <Text c="dimmed">{t('common.loading')}</Text>}
      {data === null && <Text>{t('profile.gone')}</Text>}
      {data && !correcting && (
        <>
          <Profile data={data} />
          <Group justify="space-between" mt="md">
            {mayCorrect && (
              <Button variant="default" onClick={() => setCorrecting(true)}>
                {t('profile.correct')}
              </Button>
            )}
            <Button variant="default" onClick={onClose} rightSection={<Key name="Esc" />} data-autofocus>
              {t('common.close')}
            </Button>
          </Group>
          <Text size="xs" c="dimmed" mt="lg">
            {t('profile.logged')}
          </Text>
        </>
      )}
      {data && correcting && <CorrectForm patient={data.patient} onDone={() => setCorrecting(false)} />}
    </SideDialog>
  );
}

function Profile({ data }: { data: PatientProfile }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const personLine = usePersonLine();
  const { patient, doctorName, missing, visits, health } = data;
  return (
    <>
      <div className="who-name">{patient.name}</div>
      <Text>{personLine(patient)}</Text>
      {patient.deceasedOn && <span className="chip bad">{t('profile.died', { date: figures.date(patient.deceasedOn) })}</span>}
      {missing.length > 0 && (
        <Text mt={4} className="chip due">
          {t('profile.missing')}: {missing.map((one) => t(`profile.missingParts.${one}`)).join(', ')}
        </Text>
      )}
      <div style={{ marginTop: 12 }}>
        <Facts
          facts={[
            [t('profile.number'), patient.number],
            [t('common.phone'), patient.phone || '–'],
            [t('profile.born'), patient.birthDate ? figures.date(patient.birthDate) : '–'],
            [t('register.doctor'), doctorName ?? '–'],
            [t('register.address'), patient.address || '–'],
            [t('profile.since'), figures.dateTime(patient.registeredAtMs)],
          ]}
        />
      </div>
      {health && <Findings health={health} />}
      <Coming patientId={patient.id} />
      <h3 className="part-title">{t('profile.visits')}</h3>
      {visits.length === 0 && <Text c="dimmed">{t('profile.noVisits')}</Text>}
      {visits.map((one) => (
        <Group key={one.id} justify="space-between" wrap="nowrap" py={3}>
          <Text size="sm" className="clip">
            {figures.date(one.businessDate)} · {one.doctorName}
          </Text>
          <VisitChip of={one} />
        </Group>
      ))}
    </>
  );
}
