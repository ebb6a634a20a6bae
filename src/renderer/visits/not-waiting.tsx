import { useTranslation } from 'react-i18next';
import type { PatientFound } from '#domain/patients/patient-search.ts';
import { useRead } from '../app/asking.ts';
import { PickList } from '../app/pick-list.tsx';
import { type Pick, usePick } from '../app/use-pick.ts';
import { PatientRow } from '../patients/patient-row.tsx';

const SHOWN = 5;

/** Patients who were searched for among those who wait to pay, and are not there. */
export interface NotWaiting {
  readonly found: readonly PatientFound[];
  readonly choice: Pick<PatientFound>;
}

/**
 * Looks for what was typed among all patients.
 * @param when false while somebody who waits was found, or nobody is looked for
 */
export function useNotWaiting(text: string, when: boolean): NotWaiting {
  const typed = text.trim();
  // What was found for other words is not kept up: F3 would open the account of somebody who is no longer asked for.
  const { data } = useRead('patientSearch', { text: typed, limit: SHOWN }, { when: when && typed !== '' });
  const found = data ?? [];
  return { found, choice: usePick(found, { first: true, question: typed }) };
}

/** Who they are, and the keys to what is theirs of the one that is chosen; a click opens the account. */
export function NotWaitingList({ of: { found, choice }, onOpen }: { of: NotWaiting; onOpen: () => void }) {
  const { t } = useTranslation();
  const chosen = choice.picked;
  if (!chosen) return null;
  return (
    <>
      <div className="bill-note" role="status">
        {t('cashier.notWaiting', { name: chosen.name })}
      </div>
      <PickList items={found} choice={choice} label={t('cashier.othersFound')} onOpen={onOpen}>
        {(one) => <PatientRow one={one} />}
      </PickList>
    </>
  );
}
