import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayListed } from '#domain/business-days/days-list.ts';
import { useRead } from '../app/asking.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { Checklist } from './checklist.tsx';
import { Counts } from './counts.tsx';
import { DayBook } from './day-book.tsx';
import { LockedDay } from './locked-day.tsx';
import { Periods } from './periods.tsx';

const PARTS = { daysPart: Days, periods: Periods, book: DayBook, counts: Counts } as const;
type Part = keyof typeof PARTS;

/** Days and their locks, months and years, the day book, and how drawers were counted. */
export function DayClose({ branchId }: { branchId: string }) {
  const { t } = useTranslation();
  const [at, setAt] = useState<Part>('daysPart');
  const Shown = PARTS[at];
  return (
    <>
      <SegmentedControl
        size="xs"
        style={{ alignSelf: 'flex-start', flex: 'none' }}
        aria-label={t('closing.parts')}
        data={(Object.keys(PARTS) as Part[]).map((value) => ({ value, label: t(`closing.${value}`) }))}
        value={at}
        onChange={(value) => setAt(value as Part)}
      />
      <Shown branchId={branchId} />
    </>
  );
}

/** Days on the left; what stands between the chosen one and its lock, or what it was locked with, on the right. */
function Days({ branchId }: { branchId: string }) {
  const { t } = useTranslation();
  const { data, refusal } = useRead('daysList', { branchId });
  const days = data ?? [];
  const [date, setDate] = useState<string | null>(null);
  // The first day that waits to be locked is the one to look at, also once it is locked and another waits.
  const waiting = days.filter(({ state }) => state === 'OPEN').at(-1) ?? days[0];
  const day = days.find((one) => one.date === date);
  // None is chosen yet, or the one chosen was the date of an empty day and is none of the list any more.
  if (!day && waiting) setDate(waiting.date);
  const columns = useDayColumns();
  return (
    <div className="halves" style={{ gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 6fr)' }}>
      <section className="panel" aria-label={t('days.list')}>
        <div className="panel-head">
          <h2 className="panel-title">{t('days.list')}</h2>
        </div>
        <RefusalNote refusal={refusal} />
        <DataTable
          label={t('days.list')}
          columns={columns}
          rows={days}
          rowKey={(one) => one.date}
          empty=""
          onOpen={(one) => setDate(one.date)}
          isOpen={(one) => one.date === date}
        />
      </section>
      <section className="panel" aria-label={t('days.checklist', { date: date ?? '' })}>
        {day?.state === 'OPEN' && <Checklist key={day.date} branchId={branchId} date={day.date} />}
        {day?.state === 'LOCKED' && <LockedDay key={day.date} branchId={branchId} date={day.date} />}
      </section>
    </div>
  );
}

function useDayColumns(): readonly Column<DayListed>[] {
  const { t } = useTranslation();
  const figures = useFigures();
  return [
    { title: t('days.date'), cell: (one) => <strong className="figure">{figures.day(one.date)}</strong> },
    { title: t('common.state'), cell: (one) => <DayState day={one} /> },
    {
      title: t('days.asClosed'),
      cell: (one) => (one.state === 'OPEN' ? '–' : figures.amount(one.totals.receivedMinor)),
      figure: true,
    },
    {
      title: t('days.sinceKnown'),
      cell: (one) => (
        <strong className={one.asSinceKnown.receivedMinor === one.totals.receivedMinor ? undefined : 'due-text'}>
          {figures.amount(one.asSinceKnown.receivedMinor)}
        </strong>
      ),
      figure: true,
    },
    {
      title: '',
      cell: (one) =>
        one.lateEntries > 0 && (
          <span className={one.waiting > 0 ? 'chip due' : 'chip wait'}>{t('days.late', { count: one.lateEntries })}</span>
        ),
    },
  ];
}

function DayState({ day }: { day: DayListed }) {
  const { t } = useTranslation();
  if (day.state === 'OPEN') return <span className="chip wait">{t('days.open')}</span>;
  return (
    <>
      <span className="chip good">{t('days.locked')}</span>{' '}
      {day.incomplete && <span className="chip bad">{t('days.incomplete')}</span>}
    </>
  );
}
