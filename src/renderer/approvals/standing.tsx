import { useTranslation } from 'react-i18next';
import type { ApprovalState } from '#domain/approvals/approval-state.ts';

const TONES = { REQUESTED: 'wait', APPROVED: 'good', SPENT: 'good', REJECTED: 'bad', EXPIRED: 'wait' } as const;

/** How a request stands, as a mark. */
export function Standing({ standing }: Pick<ApprovalState, 'standing'>) {
  const { t } = useTranslation();
  return <span className={`chip ${TONES[standing]}`}>{t(`approvals.standing.${standing}`)}</span>;
}
