import { useTranslation } from 'react-i18next';
import { type Billed, isTakenBack, type VisitStanding, visitStanding } from '#domain/visits/visit-standing.ts';
import { useFigures } from '../app/use-figures.ts';

const TONES: Readonly<Record<VisitStanding, string>> = {
  REGISTERED: 'wait',
  IN_CONSULTATION: 'busy',
  READY_FOR_BILLING: 'due',
  INVOICED: 'due',
  PAID: 'good',
  CREDITED: 'wait',
  COMPLETED: 'wait',
  CANCELLED: 'bad',
};

export function StateChip({ state }: { state: VisitStanding }) {
  const { t } = useTranslation();
  return <span className={`chip ${TONES[state]}`}>{t(`visitStates.${state}`)}</span>;
}

/** Where a visit stands, with what is due on its bill, and whether that was taken back: where either is known here. */
export function VisitChip({ of }: { of: Billed }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const standing = visitStanding(of);
  if (standing === 'INVOICED' && of.bill)
    return (
      <span className={`chip ${TONES.INVOICED}`}>
        {t('visitStates.invoicedDue', { amount: figures.money(of.bill.dueMinor) })}
      </span>
    );
  if (standing === 'COMPLETED' && isTakenBack(of))
    return <span className={`chip ${TONES.COMPLETED}`}>{t('visitStates.completedCredited')}</span>;
  return <StateChip state={standing} />;
}
