import { SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../app/asking.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { ExceptionTable } from '../business-days/exception-table.tsx';
import { Entries } from './entries.tsx';
import { EntryDetail } from './entry-detail.tsx';
import { type LogFilter, type LoggedEntry, useLog } from './use-log.ts';

const VIEWS = ['all', 'refused', 'late', 'double', 'pending'] as const;
type View = (typeof VIEWS)[number];
const FILTERS: Readonly<Record<Exclude<View, 'double'>, LogFilter>> = {
  all: { status: 'flagged' },
  refused: { status: 'refused' },
  late: { status: 'late' },
  pending: { status: 'pending' },
};

/** What somebody should look at: flagged and refused entries, late ones, bills that were paid twice. */
export function Flagged({ branchId }: { branchId: string }) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>('all');
  return (
    <>
      <section className="panel">
        <div className="panel-head" style={{ borderBottom: 0 }}>
          <h2 className="panel-title">{t('backOffice.flagged')}</h2>
          <SegmentedControl
            size="xs"
            aria-label={t('backOffice.flagged')}
            value={view}
            onChange={(to) => setView(to as View)}
            data={VIEWS.map((value) => ({ value, label: t(`flagged.${value}`) }))}
          />
        </div>
      </section>
      {view === 'double' ? <PaidTwice branchId={branchId} /> : <Listed key={view} filter={FILTERS[view]} />}
    </>
  );
}

function Listed({ filter }: { filter: LogFilter }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<LoggedEntry | null>(null);
  const log = useLog(filter);
  return (
    <div className="halves" style={{ gridTemplateColumns: open ? 'minmax(0, 3fr) minmax(0, 2fr)' : 'minmax(0, 1fr)' }}>
      <section className="panel" aria-label={t('backOffice.flagged')}>
        <Entries log={log} open={open} onOpen={setOpen} empty={t('flagged.none')} />
      </section>
      {open && <EntryDetail entry={open} />}
    </div>
  );
}

function PaidTwice({ branchId }: { branchId: string }) {
  const { t } = useTranslation();
  const { data, refusal } = useRead('exceptions', { branchId, doubleCollections: true });
  return (
    <section className="panel" style={{ flex: 1 }} aria-label={t('flagged.double')}>
      <div className="panel-head">
        <Text size="sm" c="dimmed">
          {t('flagged.doubleWhat')}
        </Text>
      </div>
      <RefusalNote refusal={refusal} />
      <ExceptionTable rows={data ?? []} empty={t('flagged.none')} />
    </section>
  );
}
