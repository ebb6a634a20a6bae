import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from '../app/data-table.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { useEntryTitle } from './use-entry-title.ts';
import type { Log, LoggedEntry } from './use-log.ts';
import { useNames } from './use-names.ts';
import { VerdictChip } from './verdict-chip.tsx';

/** Entries as a list, one of which is open. */
export function Entries({
  log,
  open,
  onOpen,
  empty,
}: {
  log: Log;
  open: LoggedEntry | null;
  onOpen: (entry: LoggedEntry) => void;
  empty: string;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const names = useNames();
  const entryTitle = useEntryTitle();
  const columns: readonly Column<LoggedEntry>[] = [
    { title: t('audit.when'), cell: ({ header }) => <span className="figure">{figures.dateTime(header.recordedAtMs)}</span> },
    { title: t('audit.person'), cell: ({ header }) => names.person(header.actorId) },
    { title: t('audit.terminal'), cell: ({ header }) => names.terminalCode(header.terminalId) },
    { title: t('audit.operation'), cell: entryTitle },
    { title: t('audit.document'), cell: ({ header }) => header.documentNumber ?? '' },
    { title: t('audit.verdict'), cell: ({ verdict }) => <VerdictChip verdict={verdict} /> },
  ];
  return (
    <>
      <RefusalNote refusal={log.refusal} />
      <DataTable
        label={t('audit.entry')}
        columns={columns}
        rows={log.entries}
        rowKey={({ hash }) => hash}
        empty={log.waiting || log.refusal ? '' : empty}
        onOpen={onOpen}
        isOpen={({ hash }) => hash === open?.hash}
      />
      {log.older && (
        <div className="panel-foot" style={{ justifyContent: 'center' }}>
          <Button size="xs" variant="default" onClick={log.older}>
            {t('audit.more')}
          </Button>
        </div>
      )}
    </>
  );
}
