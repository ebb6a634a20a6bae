import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DAY_BOOK_VIEWS, type DayBookLine, type DayBookView } from '#domain/business-days/day-book.ts';
import { useRead } from '../app/asking.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { DateField } from '../app/date-field.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures, useTerminalState } from '../app/use-figures.ts';

/** A day line by line: as it was closed, as it is known since, or what counts in it. */
export function DayBook({ branchId }: { branchId: string }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { businessDate } = useTerminalState();
  const [date, setDate] = useState(businessDate ?? '');
  const [view, setView] = useState<DayBookView>('as-since-known');
  const { data, refusal } = useRead('dayBook', { branchId, date, view }, { when: date !== '', keep: true });
  const columns = useLineColumns();
  return (
    <section className="panel" style={{ flex: 1 }} aria-label={t('closing.book')}>
      <div className="panel-head">
        <h2 className="panel-title">{t('closing.book')}</h2>
        <DateField size="xs" w={136} aria-label={t('days.date')} value={date} onChange={setDate} />
        <SegmentedControl
          size="xs"
          aria-label={t('closing.bookView')}
          data={DAY_BOOK_VIEWS.map((value) => ({ value, label: t(`closing.views.${value}`) }))}
          value={view}
          onChange={(value) => setView(value as DayBookView)}
        />
      </div>
      <RefusalNote refusal={refusal} />
      <DataTable
        label={t('closing.book')}
        columns={columns}
        rows={data?.lines ?? []}
        rowKey={(one) => `${one.kind} ${one.number} ${one.atMs} ${one.reference}`}
        empty={t('closing.noLines')}
      />
      <div className="panel-foot">
        {Object.entries(data?.sums ?? {}).map(([kind, amountMinor]) => (
          <span key={kind}>
            {t(`closing.kinds.${kind as DayBookLine['kind']}`)} <strong>{figures.money(amountMinor)}</strong>
          </span>
        ))}
      </div>
    </section>
  );
}

function useLineColumns(): readonly Column<DayBookLine>[] {
  const { t } = useTranslation();
  const figures = useFigures();
  return [
    { title: t('closing.time'), cell: (one) => figures.time(one.atMs), figure: true },
    { title: t('closing.what'), cell: (one) => t(`closing.kinds.${one.kind}`) },
    { title: t('closing.number'), cell: (one) => <strong className="figure">{one.number}</strong> },
    { title: t('closing.reference'), cell: (one) => one.reference },
    { title: t('closing.whose'), cell: (one) => one.patientName },
    { title: t('today.terminal'), cell: (one) => one.terminalCode },
    { title: t('closing.by'), cell: (one) => one.byName },
    { title: t('closing.means'), cell: (one) => one.tenders.map(({ kind }) => t(`tenders.${kind}`)).join(' + ') },
    { title: t('common.amount'), cell: (one) => figures.amount(one.amountMinor), figure: true },
    {
      title: t('days.countsIn'),
      cell: (one) => (one.late ? <span className="chip due">{figures.day(one.postedDate)}</span> : figures.day(one.postedDate)),
      figure: true,
    },
  ];
}
