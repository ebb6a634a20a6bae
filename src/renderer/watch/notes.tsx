import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { entryName } from '#domain/kernel/entry-facts.ts';
import type { NoteListed } from '#domain/watch/watch-notes.ts';
import { useRead } from '../app/asking.ts';
import type { QueryInput } from '../app/counter.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { SideDialog } from '../app/dialog.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { sessionStore } from '../app/session.ts';
import { useFigures } from '../app/use-figures.ts';
import { Entries } from '../audit/entries.tsx';
import { EntryDetail } from '../audit/entry-detail.tsx';
import { type LogFilter, type LoggedEntry, useLog } from '../audit/use-log.ts';
import { noteDetail } from './note-detail.ts';
import { withoutOwnLooks } from './own-looks.ts';

/** What was noted one by one; each leads to its entry in the log. */
export function Notes({ input, title }: { input: QueryInput<'watchNotes'>; title: string }) {
  const { t } = useTranslation();
  const { data, refusal, waiting } = useRead('watchNotes', input);
  const [open, setOpen] = useState<NoteListed | null>(null);
  const columns = useNoteColumns(data ?? []);
  return (
    <>
      <section className="panel" style={{ flex: 1 }} aria-label={title}>
        <div className="panel-head">
          <h2 className="panel-title">{title}</h2>
        </div>
        <RefusalNote refusal={refusal} />
        <DataTable
          label={title}
          columns={columns}
          rows={data ?? []}
          rowKey={({ id }) => id}
          empty={waiting ? '' : t('watch.nothing')}
          onOpen={setOpen}
          isOpen={({ id }) => id === open?.id}
        />
      </section>
      {open && (
        <Aside onClose={() => setOpen(null)}>
          <EntryOf note={open} />
        </Aside>
      )}
    </>
  );
}

/** Without those of which no note says anything: what happened needs the room. */
function useNoteColumns(notes: readonly NoteListed[]): readonly Column<NoteListed>[] {
  const { t } = useTranslation();
  const figures = useFigures();
  const when = (said: boolean, column: Column<NoteListed>) => (said ? [column] : []);
  return [
    { title: t('audit.when'), cell: (one) => <span className="figure">{figures.dateTime(one.recordedAtMs)}</span> },
    {
      title: t('watch.what'),
      cell: (one) => (
        <>
          <div>{t(`watch.kinds.${one.kind}`)}</div>
          <div className="visit-more">{noteDetail(one.detail, figures)}</div>
        </>
      ),
    },
    { title: t('audit.person'), cell: (one) => one.userName },
    { title: t('audit.terminal'), cell: (one) => one.terminalCode },
    ...when(
      notes.some(({ documentNumber }) => documentNumber !== null),
      { title: t('audit.document'), cell: (one) => one.documentNumber ?? '' },
    ),
    ...when(
      notes.some(({ patientName }) => patientName !== null),
      { title: t('audit.patient'), cell: (one) => one.patientName ?? '' },
    ),
    ...when(
      notes.some(({ amountMinor }) => amountMinor !== 0),
      {
        title: t('common.amount'),
        cell: (one) => (one.amountMinor === 0 ? '–' : figures.amount(one.amountMinor)),
        figure: true,
      },
    ),
  ];
}

/** The entry a note was taken of: the log finds it by the note's own id, and beside it those who looked at it before. */
function EntryOf({ note: { id, terminalId } }: { note: NoteListed }) {
  const { t } = useTranslation();
  const log = useLog({ subject: id, terminalId });
  const entry = log.entries.find(({ header }) => id.startsWith(`${entryName(header)}#`));
  const older = entry ? null : log.older;
  useEffect(() => older?.(), [older]);
  if (entry) return <EntryDetail entry={entry} />;
  return (
    <section className="panel">
      <RefusalNote refusal={log.refusal} />
      <div className="empty">{log.waiting || log.refusal || older ? '' : t('watch.beforeThisTerminal')}</div>
    </section>
  );
}

/** Over the rest, so that the list keeps its width. */
function Aside({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <SideDialog onClose={onClose} title={t('audit.entry')} size={520}>
      {children}
    </SideDialog>
  );
}

/** What the log has about something, latest first, without who looked at it just now. */
export function EntriesOf({ filter, title }: { filter: LogFilter; title: string }) {
  const { t } = useTranslation();
  const looked = useLog(filter);
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const log = { ...looked, entries: withoutOwnLooks(looked.entries, session?.userId ?? '') };
  const [open, setOpen] = useState<LoggedEntry | null>(null);
  return (
    <>
      <section className="panel" style={{ flex: 1 }} aria-label={title}>
        <div className="panel-head">
          <h2 className="panel-title">{title}</h2>
        </div>
        <Entries log={log} open={open} onOpen={setOpen} empty={t('audit.none')} />
      </section>
      {open && (
        <Aside onClose={() => setOpen(null)}>
          <EntryDetail entry={open} />
        </Aside>
      )}
    </>
  );
}
