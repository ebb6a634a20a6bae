import { Button } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useRun } from '../app/asking.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { sessionStore } from '../app/session.ts';
import { useFigures } from '../app/use-figures.ts';
import { useAlerts } from './use-alerts.ts';

/** What of one rule is news, until a manager says that they have seen it; then who has. */
export function RuleAlertsLine({ branchId, rule }: { branchId: string; rule: string }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const seeing = useRun('seeAlerts');
  const alerts = useAlerts(branchId).rules.find((one) => one.rule === rule);
  if (!alerts) return null;
  const { news, seen } = alerts;
  const maySay = session?.roles.some((role) => role === 'manager' || role === 'administrator') ?? false;
  return (
    <div className="alerts-line" role="status">
      {news > 0 && <span className="chip bad">{t('watch.news', { count: news })}</span>}
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
