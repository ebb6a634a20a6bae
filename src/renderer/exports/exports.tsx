import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '#domain/kernel/calendar.ts';
import { useDoing } from '../app/asking.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import type { en } from '../app/i18n/en/index.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures, useTerminalState } from '../app/use-figures.ts';
import { type Dates, Stretch } from '../watch/stretch.tsx';
import { type ExportKinds, exportKinds, type TakenExport, takeExport } from './take-export.ts';

type Kind = ExportKinds[number];
type KindName = keyof typeof en.exportsTab.kinds;

/** Books, tax summaries and the log itself as files. Each that is taken is in the log. */
export function Exports({ branchId }: { branchId: string }) {
  const { t } = useTranslation();
  const until = useTerminalState().businessDate ?? '';
  const [dates, setDates] = useState<Dates>(() => thisMonth(until));
  const { data: kinds } = useQuery({ queryKey: ['export-kinds'], queryFn: exportKinds });
  const [bytes, setBytes] = useState(0);
  const [done, setDone] = useState<TakenExport | null>(null);
  const taking = useDoing((wanted: Pick<Kind, 'kind'> & { format: Kind['formats'][number] }) =>
    takeExport({ ...wanted, branchId, ...dates }, setBytes),
  );
  const take = (kind: string, format: Kind['formats'][number]) => {
    setDone(null);
    setBytes(0);
    taking.mutate({ kind, format }, { onSuccess: setDone });
  };
  const columns: readonly Column<Kind>[] = [
    {
      title: t('exportsTab.what'),
      cell: ({ kind }) => (
        <>
          <div>{t(`exportsTab.kinds.${kind as KindName}`)}</div>
          <div className="visit-more">{t(`exportsTab.meanings.${kind as KindName}`)}</div>
        </>
      ),
    },
    {
      title: t('exportsTab.take'),
      cell: ({ kind, formats }) => (
        <Group gap="xs" wrap="nowrap">
          {formats.map((format) => (
            <Button
              key={format}
              size="compact-xs"
              variant="default"
              disabled={taking.isPending}
              aria-label={`${t(`exportsTab.kinds.${kind as KindName}`)}: ${t(`exportsTab.formats.${format}`)}`}
              onClick={() => take(kind, format)}
            >
              {t(`exportsTab.formats.${format}`)}
            </Button>
          ))}
        </Group>
      ),
    },
  ];
  return (
    <section className="panel" style={{ flex: 1 }} aria-label={t('backOffice.exports')}>
      <div className="panel-head">
        <h2 className="panel-title">{t('backOffice.exports')}</h2>
        <Stretch dates={dates} until={until} onDates={setDates} />
      </div>
      <RefusalNote refusal={taking.refusal} />
      <Progress waits={taking.isPending} bytes={bytes} done={done} />
      <DataTable label={t('backOffice.exports')} columns={columns} rows={kinds ?? []} rowKey={({ kind }) => kind} empty="" />
    </section>
  );
}

function Progress({ waits, bytes, done }: { waits: boolean; bytes: number; done: TakenExport | null }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const kilobytes = (of: number) => figures.count(Math.ceil(of / 1024));
  return (
    <div className="panel-body" role="status" style={{ flex: 'none', minHeight: 44 }}>
      {waits && t('exportsTab.under', { kilobytes: kilobytes(bytes) })}
      {!waits && done && (
        <>
          {t('exportsTab.done', { file: done.fileName, kilobytes: kilobytes(done.bytes) })}{' '}
          <span className="mono visit-more">SHA-256 {done.sha256}</span>
        </>
      )}
      {!waits && !done && <span className="visit-more">{t('exportsTab.logged')}</span>}
    </div>
  );
}

/** From the first of the month: what an accountant asks for. */
function thisMonth(until: string): Dates {
  const first = `${until.slice(0, 8)}01`;
  return { from: first <= until ? first : addDays(until, -30), to: until };
}
