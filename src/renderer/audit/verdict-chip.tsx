import { useTranslation } from 'react-i18next';
import type { LoggedEntry } from './use-log.ts';

const TONES = { accepted: 'good', flagged: 'due', refused: 'bad' } as const;

/** What the server made of an entry. */
export function VerdictChip({ verdict }: { verdict: LoggedEntry['verdict'] }) {
  const { t } = useTranslation();
  if (!verdict) return <span className="chip wait">{t('audit.statuses.pending')}</span>;
  return (
    <>
      <span className={`chip ${TONES[verdict.status]}`}>{t(`audit.statuses.${verdict.status}`)}</span>{' '}
      {verdict.late && <span className="chip due">{t('audit.late')}</span>}
    </>
  );
}
