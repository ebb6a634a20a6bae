import { useTranslation } from 'react-i18next';
import type { TerminalAtLock } from '#domain/business-days/day-figures.ts';
import { standingOfDay, type TerminalOfDay } from '#domain/business-days/terminals-of-day.ts';
import { useFigures } from '../app/use-figures.ts';

/** Each terminal of the branch: has it handed everything in, and when was it last heard of. */
export function DayTerminals({ terminals }: { terminals: readonly (TerminalAtLock & Partial<TerminalOfDay>)[] }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const declared = ({ declaredMissing }: TerminalAtLock) => {
    if (!declaredMissing) return '';
    const { heardBeforeMs } = declaredMissing;
    return heardBeforeMs === null
      ? t('days.declaredUnheard')
      : t('days.declaredMissing', { ago: figures.lasting(heardBeforeMs) });
  };
  const seen = (one: Partial<TerminalOfDay> & TerminalAtLock) => {
    if (one.mayHaveMore) return t('days.silent');
    if (one.reachable) return t('days.reachable');
    return one.lastContactMs === null ? t('days.neverSeen') : t('days.lastSeen', { time: figures.dateTime(one.lastContactMs) });
  };
  return (
    <>
      {terminals.map((one) => (
        <div key={one.terminalId} className="check">
          <strong style={{ width: 40 }}>{one.code}</strong>
          <Standing one={one} />
          <span className="clip" style={{ flex: 1 }}>
            {one.name}
          </span>
          {(one.openTills ?? 0) > 0 && <span className="chip due">{t('days.openTill')}</span>}
          {(one.backlog ?? 0) > 0 && <span className="chip due">{t('days.backlog', { count: one.backlog ?? 0 })}</span>}
          {one.frozen && <span className="chip bad">{t('days.frozen')}</span>}
          {one.zNumbers.length > 0 && <span>{t('days.zs', { numbers: one.zNumbers.join(', ') })}</span>}
          <span className="visit-more">{declared(one) || seen(one)}</span>
        </div>
      ))}
    </>
  );
}

/** Of a terminal that nothing is heard of now, nobody can know more than what it last said. */
function Standing({ one }: { one: TerminalAtLock & Partial<TerminalOfDay> }) {
  const { t } = useTranslation();
  const figures = useFigures();
  if (one.mayHaveMore)
    return <span className="chip wait">{t('days.completeWhenHeard', { time: figures.dateTime(one.lastContactMs ?? 0) })}</span>;
  return <span className={one.state === 'CLOSED' ? 'chip good' : 'chip bad'}>{t(`days.${standingOfDay(one)}`)}</span>;
}
