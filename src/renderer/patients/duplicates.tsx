import { useTranslation } from 'react-i18next';
import type { PossibleDuplicate } from '#domain/patients/possible-duplicates.ts';
import { Key } from '../app/frame/key.tsx';
import { PickList } from '../app/pick-list.tsx';
import { useKeys } from '../app/use-keys.ts';
import { usePick } from '../app/use-pick.ts';
import { PatientRow } from './patient-row.tsx';

/** People who may be the one being registered. Its place is kept, so that the form above does not move. */
export function Duplicates({
  found,
  onTaken,
}: {
  found: readonly PossibleDuplicate[];
  onTaken: (one: PossibleDuplicate) => void;
}) {
  const { t } = useTranslation();
  const choice = usePick(found, { first: true, onEnter: onTaken });
  useKeys({ f8: choice.picked && (() => document.getElementById(choice.listId)?.focus()) });
  if (found.length === 0) return <div className="duplicates" />;
  return (
    <section className="duplicates" aria-label={t('register.maybeHere')}>
      <div className="duplicates-head" role="alert">
        {t('register.maybeHere')} <Key name="F8" />
      </div>
      <div className="scroll">
        <PickList items={found} choice={choice} label={t('register.maybeHere')} focusable onOpen={onTaken}>
          {(one) => <PatientRow one={one} note={t(`register.because.${one.because}`)} />}
        </PickList>
      </div>
    </section>
  );
}
