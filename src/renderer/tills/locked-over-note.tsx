import { useTranslation } from 'react-i18next';
import type { LockedOver } from '#domain/tills/locked-over.ts';
import { useFigures } from '../app/use-figures.ts';

/** Says what happened to a till whose day was locked without it, and what its cashier does next. It stays until that is done. */
export function LockedOverNote({ over }: { over: LockedOver | null }) {
  const { t } = useTranslation();
  const figures = useFigures();
  if (!over) return null;
  const { byName: name, reason, zNumber: number } = over;
  const said = { date: figures.date(over.date), name, time: figures.dateTime(over.atMs) };
  return (
    <div role="alert" className="chip bad sentence" style={{ margin: '8px 0' }}>
      <div>{number === null ? t('till.lockedOver', said) : t('till.lockedOverClosed', { ...said, number })}</div>
      {reason && <div>{t('till.lockedOverReason', { reason })}</div>}
      <div>{t(number === null ? 'till.lockedOverNext' : 'till.lockedOverDone')}</div>
    </div>
  );
}
