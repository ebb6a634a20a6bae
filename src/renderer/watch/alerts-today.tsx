import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAlerts } from './use-alerts.ts';
import { useRuleName } from './use-rule-name.ts';

/** What a manager has not seen yet of what stands above its threshold: a line, and the way to it. */
export function AlertsToday({ branchId, onOpen }: { branchId: string; onOpen: () => void }) {
  const { t } = useTranslation();
  const ruleName = useRuleName();
  const { rules, news } = useAlerts(branchId);
  const told = rules.filter((one) => one.news > 0);
  return (
    <div role="status" style={{ display: 'contents' }}>
      {news > 0 && (
        <section className="panel alerts-line" aria-label={t('watch.alertsTitle')}>
          <IconAlertTriangle size={18} className="bad-text" aria-hidden />
          <strong className="bad-text">{t('watch.news', { count: news })}</strong>
          <span style={{ flex: 1, minWidth: 0 }}>
            {told.map(({ rule, news: count }) => `${ruleName(rule)} ${count}`).join(' · ')}
          </span>
          <Button size="compact-sm" variant="default" onClick={onOpen}>
            {t('watch.lookAt')}
          </Button>
        </section>
      )}
    </div>
  );
}
