import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EncounterOfVisit } from '#domain/encounters/encounter-of-visit.ts';
import type { VisitListed } from '#domain/visits/unfinished-visits.ts';
import { useRead } from '../../app/asking.ts';
import { RefusalNote } from '../../app/refusal-note.tsx';
import { usePersonLine } from '../../patients/use-person-line.ts';
import { VisitChip } from '../../visits/state-chip.tsx';
import { Token } from '../../visits/token.tsx';

/** The head of a visit, and what is known of it once it has been read. */
export function OpenVisit({ visit, children }: { visit: VisitListed; children: (known: EncounterOfVisit) => ReactNode }) {
  const { t } = useTranslation();
  const { data, refusal } = useRead('encounterOfVisit', { visitId: visit.id, patientId: visit.patientId });
  const { data: profile } = useRead('patientProfile', { patientId: visit.patientId });
  const personLine = usePersonLine();
  return (
    <>
      <div className="bill-who">
        <Token of={visit} />
        <div className="clip" style={{ flex: 1 }}>
          <h2 className="bill-name clip">{visit.patientName}</h2>
          <div className="visit-more clip">
            {[profile ? personLine(profile.patient) : '', visit.patientNumber, visit.patientPhone].filter(Boolean).join(' · ')}
          </div>
        </div>
        <VisitChip of={visit} />
      </div>
      <RefusalNote refusal={refusal} />
      {data ? children(data) : !refusal && <div className="empty">{t('common.loading')}</div>}
    </>
  );
}
