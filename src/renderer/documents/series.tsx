import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeriesReported } from '#domain/documents/series-report.ts';
import { financialYear } from '#domain/kernel/calendar.ts';
import { useRead } from '../app/asking.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures, useTerminalState } from '../app/use-figures.ts';

/** Every series of document numbers of a financial year, with what is missing and odd in it. */
export function Series({ branchId }: { branchId: string }) {
  const { t } = useTranslation();
  const { businessDate } = useTerminalState();
  const now = financialYear(businessDate ?? '');
  const [typed, setTyped] = useState(now);
  const year = /^\d{4}$/.test(typed) ? typed : now;
  const { data, refusal } = useRead('seriesReport', { branchId, year }, { keep: true });
  const columns = useSeriesColumns();
  return (
    <section className="panel" style={{ flex: 1 }} aria-label={t('prices.series')}>
      <div className="panel-head">
        <h2 className="panel-title">{t('prices.series')}</h2>
        <span className="visit-more">{t('prices.seriesWhat', { year: `20${year.slice(0, 2)}-${year.slice(2)}` })}</span>
        <TextInput
          size="xs"
          w={90}
          aria-label={t('prices.year')}
          inputMode="numeric"
          maxLength={4}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <RefusalNote refusal={refusal} />
      <DataTable
        label={t('prices.series')}
        columns={columns}
        rows={data?.series ?? []}
        rowKey={({ id }) => id}
        empty={data ? t('prices.noSeries') : ''}
      />
    </section>
  );
}

function useSeriesColumns(): readonly Column<SeriesReported>[] {
  const { t } = useTranslation();
  const figures = useFigures();
  return [
    { title: t('prices.terminal'), cell: (one) => <strong>{one.terminalCode}</strong> },
    { title: t('prices.kind'), cell: (one) => t(`prices.kinds.${one.kind}`), width: 130 },
    { title: t('prices.first'), cell: (one) => one.firstNumber },
    { title: t('prices.last'), cell: (one) => one.lastNumber },
    { title: t('prices.count'), cell: (one) => figures.count(one.documents), figure: true },
    { title: t('prices.takenBack'), cell: (one) => figures.count(one.takenBack), figure: true },
    { title: t('common.amount'), cell: (one) => figures.amount(one.amountMinor), figure: true },
    {
      title: t('prices.missing'),
      cell: (one) =>
        one.missing === 0 ? '–' : one.gaps.map(({ from, to }) => (from === to ? from : `${from}–${to}`)).join(', '),
      figure: true,
    },
    { title: t('prices.repeated'), cell: (one) => (one.repeated === 0 ? '–' : figures.count(one.repeated)), figure: true },
    { title: t('prices.pauses'), cell: (one) => <Pauses one={one} />, width: 170 },
    {
      title: t('prices.setBacks'),
      cell: (one) => (one.setBackCount === 0 ? '–' : figures.count(one.setBackCount)),
      figure: true,
    },
    {
      title: '',
      cell: (one) => (
        <span className={`chip ${one.dense ? 'good' : 'bad'}`}>{t(one.dense ? 'prices.dense' : 'prices.notDense')}</span>
      ),
    },
  ];
}

/** The longest pauses, in words: between which documents, and how long. */
function Pauses({ one }: { one: SeriesReported }) {
  const figures = useFigures();
  if (one.pauses.length === 0) return '–';
  return one.pauses.slice(0, 3).map(({ fromNumber, fromMs, toMs }) => (
    <div key={fromNumber} className="visit-more">
      {figures.dateTime(fromMs)}: {figures.lasting(toMs - fromMs)}
    </div>
  ));
}
