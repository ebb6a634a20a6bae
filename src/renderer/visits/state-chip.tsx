import { useTranslation } from 'react-i18next';
import type { VisitState } from '#domain/visits/visit-state.ts';

const TONES: Readonly<Record<VisitState, string>> = {
  REGISTERED: 'wait',
  IN_CONSULTATION: 'busy',
  READY_FOR_BILLING: 'due',
  PAID: 'good',
  COMPLETED: 'wait',
  CANCELLED: 'bad',
};

export function StateChip({ state }: { state: VisitState }) {
  const { t } = useTranslation();
  return <span className={`chip ${TONES[state]}`}>{t(`visitStates.${state}`)}</span>;
}
