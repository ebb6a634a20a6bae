import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '#domain/kernel/calendar.ts';
import type { CashierVariance, ClosedCount } from '#domain/tills/variance-trend.ts';
import { useRead } from '../app/asking.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures, useTerminalState } from '../app/use-figures.ts';
import { OpeningFloats } from './opening-floats.tsx';
import { Money } from './stats.tsx';

const SPANS = ['7', '30', '90', '365'] as const;

/** How the cashiers' counts came out: shortages and overages by cashier, and each count of the one chosen. */
export function Counts({ branchId }: { branchId: string }) {
  const { t } = useTranslation();
  const { businessDate } = useTerminalState();
  const to = businessDate ?? '';
  const [days, setDays] = useState<string>('30');
  const from = to === '' ? '' : addDays(to, 1 - Number(days));
  const { data, refusal } = useRead('varianceTrend', { branchId, from, to }, { when: to !== '' });
  const [wanted, setWanted] = useState<string | null>(null);
  const chosen = data?.find(({ userId }) => userId === wanted) ?? data?.[0];
  return (
    <div className="halves">
      <section className="panel" aria-label={t('closing.counts')}>
        <div className="panel-head">
          <h2 className="panel-title">{t('closing.counts')}</h2>
          <Select
            size="xs"
            w={150}
            aria-label={t('closing.span')}
            allowDeselect={false}
            data={SPANS.map((value) => ({ value, label: t('closing.lastDays', { count: Number(value) }) }))}
            value={days}
            onChange={(value) => value && setDays(value)}
          />
        </div>
        <RefusalNote refusal={refusal} />
        <DataTable
          label={t('closing.counts')}
          columns={useCashierColumns()}
          rows={data ?? []}
          rowKey={({ userId }) => userId}
          empty={t('closing.noCounts')}
          onOpen={({ userId }) => setWanted(userId)}
          isOpen={({ userId }) => userId === chosen?.userId}
        />
      </section>
      <section className="panel" aria-label={t('closing.countsOf', { name: chosen?.cashierName ?? '' })}>
        <div className="panel-head">
          <h2 className="panel-title">{t('closing.countsOf', { name: chosen?.cashierName ?? '' })}</h2>
        </div>
        <DataTable
          label={t('closing.countsOf', { name: chosen?.cashierName ?? '' })}
          columns={useCountColumns()}
          rows={[...(chosen?.counts ?? [])].reverse()}
          rowKey={({ tillId }) => tillId}
          empty={t('closing.noCounts')}
        />
        <OpeningFloats branchId={branchId} from={from} to={to} />
      </section>
    </div>
  );
}

function useCashierColumns(): readonly Column<CashierVariance>[] {
  const { t } = useTranslation();
  const figures = useFigures();
  return [
    { title: t('today.cashier'), cell: (one) => <strong>{one.cashierName}</strong> },
    { title: t('today.tills'), cell: (one) => one.tills, figure: true },
    { title: t('closing.shortages'), cell: (one) => `${one.shortages} · ${figures.amount(one.shortageMinor)}`, figure: true },
    { title: t('closing.overages'), cell: (one) => `${one.overages} · ${figures.amount(one.overageMinor)}`, figure: true },
    { title: t('today.varianceShort'), cell: (one) => <Money minor={one.varianceMinor} signed />, figure: true },
    { title: t('closing.unproven'), cell: (one) => figures.amount(one.unprovenMinor), figure: true },
  ];
}

function useCountColumns(): readonly Column<ClosedCount>[] {
  const { t } = useTranslation();
  const figures = useFigures();
  return [
    { title: t('days.date'), cell: (one) => figures.day(one.businessDate) },
    { title: t('today.terminal'), cell: (one) => `${one.terminalCode} · ${t('till.z', { number: one.zNumber })}` },
    { title: t('closing.firstCount'), cell: (one) => <Money minor={one.firstVarianceMinor} signed />, figure: true },
    { title: t('today.varianceShort'), cell: (one) => <Money minor={one.varianceMinor} signed />, figure: true },
    { title: t('closing.handover'), cell: (one) => <Money minor={one.handoverDifferenceMinor} signed />, figure: true },
    { title: '', cell: (one) => one.forced && <span className="chip due">{t('closing.forced')}</span> },
  ];
}
