import { Button, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { netInvoicedMinor, varianceInAll } from '#domain/business-days/day-totals.ts';
import type { PeriodListed } from '#domain/business-days/periods-list.ts';
import { useRead, useRun } from '../app/asking.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { NOT_BY_ONE_ENTER } from '../app/not-by-one-enter.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { sessionStore } from '../app/session.ts';
import { useFigures } from '../app/use-figures.ts';
import { Money } from './stats.tsx';

/** Months and financial years: what they come to, and their close for good once every day in them is locked. */
export function Periods({ branchId }: { branchId: string }) {
  const { t } = useTranslation();
  const { data, refusal } = useRead('periodsList', { branchId });
  const closing = useClosing(branchId);
  const columns = usePeriodColumns(closing.ask);
  return (
    <section className="panel" style={{ flex: 1 }} aria-label={t('closing.periods')}>
      <div className="panel-head">
        <h2 className="panel-title">{t('closing.periods')}</h2>
      </div>
      <RefusalNote refusal={refusal ?? closing.refusal} />
      <DataTable
        label={t('closing.periods')}
        columns={columns}
        rows={data ?? []}
        rowKey={({ kind, period }) => `${kind} ${period}`}
        empty={t('closing.noPeriods')}
      />
    </section>
  );
}

function useClosing(branchId: string) {
  const { t } = useTranslation();
  const name = usePeriodName();
  const month = useRun('lockMonth');
  const year = useRun('lockFinancialYear');
  const close = ({ kind, period }: PeriodListed) =>
    kind === 'month' ? month.mutate({ branchId, month: period }) : year.mutate({ branchId, financialYear: period });
  return {
    refusal: month.refusal ?? year.refusal,
    ask: (one: PeriodListed) =>
      modals.openConfirmModal({
        title: t('closing.closeTitle', { period: name(one) }),
        children: <Text>{t('closing.closeSure')}</Text>,
        labels: { confirm: t('closing.close'), cancel: t('common.cancel') },
        cancelProps: NOT_BY_ONE_ENTER,
        onConfirm: () => close(one),
      }),
  };
}

function usePeriodName(): (one: Pick<PeriodListed, 'kind' | 'period' | 'from'>) => string {
  const { t } = useTranslation();
  const figures = useFigures();
  return ({ kind, period, from }) =>
    kind === 'month' ? figures.month(from) : t('closing.year', { from: `20${period.slice(0, 2)}`, to: period.slice(2) });
}

function usePeriodColumns(onClose: (one: PeriodListed) => void): readonly Column<PeriodListed>[] {
  const { t } = useTranslation();
  const figures = useFigures();
  const name = usePeriodName();
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const whenClosable = ({ to, nextToLock }: PeriodListed) =>
    nextToLock === null
      ? t('closing.closableAfter', { to: figures.date(to) })
      : t('closing.closableOnce', { to: figures.date(to), next: figures.day(nextToLock) });
  const may = session?.roles.some((role) => role === 'manager' || role === 'administrator') ?? false;
  return [
    { title: t('closing.period'), cell: (one) => <strong>{name(one)}</strong> },
    {
      title: t('common.state'),
      cell: (one) => (
        <span className={one.state === 'LOCKED' ? 'chip good' : 'chip wait'}>
          {one.state === 'LOCKED'
            ? t('closing.closedBy', { name: one.lockedByName ?? '', time: figures.dateTime(one.lockedAtMs ?? 0) })
            : t('days.open')}
        </span>
      ),
    },
    { title: t('closing.days'), cell: (one) => one.days, figure: true },
    { title: t('today.invoiced'), cell: (one) => figures.amount(one.totals.invoicedMinor), figure: true },
    { title: t('till.creditNotes'), cell: (one) => figures.amount(one.totals.creditedMinor), figure: true },
    { title: t('today.netInvoiced'), cell: (one) => <Money minor={netInvoicedMinor(one.totals)} />, figure: true },
    { title: t('today.received'), cell: (one) => figures.amount(one.totals.receivedMinor), figure: true },
    { title: t('till.refunds'), cell: (one) => figures.amount(one.totals.refundedMinor), figure: true },
    { title: t('today.varianceShort'), cell: (one) => <Money minor={varianceInAll(one.totals)} signed />, figure: true },
    {
      title: t('days.incomplete'),
      cell: (one) => (one.incompleteDays.length > 0 ? <span className="chip bad">{one.incompleteDays.length}</span> : 0),
      figure: true,
    },
    {
      title: '',
      cell: (one) => {
        if (one.state === 'LOCKED') return null;
        if (!one.ready) return <span className="visit-more">{whenClosable(one)}</span>;
        return (
          may && (
            <Button size="compact-xs" onClick={() => onClose(one)}>
              {t('closing.close')}
            </Button>
          )
        );
      },
    },
  ];
}
