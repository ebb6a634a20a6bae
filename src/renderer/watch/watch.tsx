import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FraudPack } from '#domain/watch/fraud-pack.ts';
import { useRead } from '../app/asking.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures, useTerminalState } from '../app/use-figures.ts';
import { RuleDetail } from './rule-found.tsx';
import { RuleList } from './rule-list.tsx';
import { type Dates, lastDays, Stretch } from './stretch.tsx';
import { Trend } from './trend.tsx';
import { everyDay } from './trend-days.ts';
import { useAlerts } from './use-alerts.ts';
import { VarianceChart } from './variance-chart.tsx';
import './watch.css';

const DAYS_AT_FIRST = 30;
/** A year of days is not read at every payment, but while it is looked at it does not grow old. */
const AGAIN_MS = 60_000;

/** What nobody should be able to hide: every rule over some days, and behind each figure the entries it is made of. */
export function Watch({ branchId }: { branchId: string }) {
  const { t } = useTranslation();
  const until = useTerminalState().businessDate ?? '';
  const [dates, setDates] = useState<Dates>(() => lastDays(until, DAYS_AT_FIRST));
  const [openName, setOpenName] = useState<string | null>(null);
  const { data, refusal, again } = useRead('fraudPack', { branchId, ...dates }, { keep: true, fresh: true, everyMs: AGAIN_MS });
  const news = new Map(useAlerts(branchId).rules.map((one) => [one.rule, one.news]));
  const open = data?.rules.find(({ name }) => name === openName);
  const [chartsAsked, setChartsAsked] = useState<boolean | null>(null);
  // What a rule has found needs the room: the charts fold away, until somebody asks for them.
  const charts = chartsAsked ?? !open;
  return (
    <>
      <section className="panel trends-of-all" style={{ padding: 12 }} aria-label={t('backOffice.watch')}>
        <Stretch dates={dates} until={until} onDates={setDates}>
          <Button size="xs" variant="default" ml="auto" aria-expanded={charts} onClick={() => setChartsAsked(!charts)}>
            {charts ? t('watch.hideCharts') : t('watch.showCharts')}
          </Button>
        </Stretch>
        <RefusalNote refusal={refusal} />
        {data && charts && <Trends pack={data} />}
      </section>
      <div className="halves" style={{ gridTemplateColumns: open ? 'minmax(0, 2fr) minmax(0, 3fr)' : 'minmax(0, 1fr)' }}>
        <section className="panel" aria-label={t('watch.rulesTitle')}>
          <RuleList rules={data?.rules ?? []} news={news} open={openName} onOpen={setOpenName} />
        </section>
        {open && (
          <div className="section">
            <RuleDetail key={open.name} branchId={branchId} dates={dates} rule={open} onSet={again} onDates={setDates} />
          </div>
        )}
      </div>
    </>
  );
}

function Trends({ pack: { from, to, days, countedDays, cashiers } }: { pack: FraudPack }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const money = (minor: number) => figures.money(minor);
  const by = (field: 'takenMinor' | 'discountMinor' | 'refundMinor') =>
    everyDay(from, to, new Map(days.map((day) => [day.date, day[field]])));
  return (
    <>
      <div className="trends">
        <Trend title={t('watch.trends.taken')} days={by('takenMinor')} say={money} />
        <Trend title={t('watch.trends.discounts')} days={by('discountMinor')} say={money} />
        <Trend title={t('watch.trends.refunds')} days={by('refundMinor')} say={money} />
        <VarianceChart title={t('watch.trends.variance')} from={from} to={to} days={countedDays} />
      </div>
      {cashiers.length > 0 && (
        <section aria-label={t('watch.cashiersTitle')}>
          <h3 className="part-title">{t('watch.cashiersTitle')}</h3>
          <div className="trends trends-small">
            {cashiers.map(({ userId, name, days: theirs }) => (
              <VarianceChart key={userId} title={name} from={from} to={to} days={theirs} small />
            ))}
          </div>
        </section>
      )}
    </>
  );
}
