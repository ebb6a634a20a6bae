import { Button } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { ALERT_DAYS } from '#domain/watch/watch-alerts.ts';
import { useRun } from '../app/asking.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { sessionStore } from '../app/session.ts';
import { useFigures } from '../app/use-figures.ts';
import { type Dates, lastDays } from './stretch.tsx';
import { useAlerts } from './use-alerts.ts';
import { useValue } from './use-value.ts';

/** Of alerts that later work has brought under the threshold, so many are named. */
const NAMED = 5;

/** What of one rule is news, until a manager says that they have seen it; then who has. */
export function RuleAlertsLine({
  branchId,
  rule,
  onDates,
}: {
  branchId: string;
  rule: string;
  /** Asked to look at the days in which an alert stood. */
  onDates: (dates: Dates) => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const say = useValue();
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const seeing = useRun('seeAlerts');
  const alerts = useAlerts(branchId).rules.find((one) => one.rule === rule);
  if (!alerts) return null;
  const { news, seen, unit, rows } = alerts;
  const stood = rows.flatMap(({ on, ...row }) => (on !== null ? [{ ...row, on }] : [])).slice(0, NAMED);
  const maySay = session?.roles.some((role) => role === 'manager' || role === 'administrator') ?? false;
  return (
    <div className="alerts-line" role="status">
      {news > 0 && <span className="chip bad">{t('watch.news', { count: news })}</span>}
      {stood.map(({ id, name, value, on }) => (
        <Button key={id} size="compact-xs" variant="default" onClick={() => onDates(lastDays(on, ALERT_DAYS))}>
          {t('watch.stoodAt', { name, value: say(unit, value), days: ALERT_DAYS, date: figures.date(on) })}
        </Button>
      ))}
      {seen && (
        <span className="visit-more">{t('watch.seenBy', { name: seen.seenByName, time: figures.dateTime(seen.seenAtMs) })}</span>
      )}
      <span style={{ flex: 1 }} />
      {news > 0 && maySay && (
        <Button size="compact-xs" loading={seeing.isPending} onClick={() => seeing.mutate({ branchId, rule })}>
          {t('watch.iHaveSeen')}
        </Button>
      )}
      <RefusalNote refusal={seeing.refusal} />
    </div>
  );
}
