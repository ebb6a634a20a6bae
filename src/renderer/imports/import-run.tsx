import { Button, Progress, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '../app/facts.tsx';
import { line } from '../app/line.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { saveFile } from '../app/save-file.ts';
import { useFigures, useRefusalSentence } from '../app/use-figures.ts';
import { type ImportMessage, type Mapping, type Preview, type Report, type ReportWords, reportCsv } from './import-file.ts';
import { type RowSaid, RowTable } from './row-table.tsx';

/** Of each list; the file that can be downloaded has them all. */
const SHOWN = 100;

/** The import under way, and its report. */
export function ImportRun({
  kind,
  csvText,
  preview,
  addLookalikes,
  onAgain,
}: {
  kind: string;
  csvText: string;
  preview: Preview;
  addLookalikes: boolean;
  onAgain: () => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const queries = useQueryClient();
  const [message, setMessage] = useState<ImportMessage>({ kind: 'progress', done: 0, total: preview.rows });
  const begun = useRef(false);
  useEffect(() => {
    // Twice would be harmless, but twice the work.
    if (begun.current) return;
    begun.current = true;
    const { mapping } = preview;
    void follow({ kind, csvText, mapping, addLookalikes }, setMessage).finally(() =>
      queries.invalidateQueries({ queryKey: ['query'] }),
    );
  }, [kind, csvText, preview, addLookalikes, queries]);
  if (message.kind === 'progress') {
    const { done, total } = message;
    return (
      <div className="panel-body" role="status">
        <Text mb="sm">{t('imports.running', { done: figures.count(done), total: figures.count(total) })}</Text>
        <Progress value={total === 0 ? 0 : (done / total) * 100} aria-label={t('backOffice.imports')} transitionDuration={0} />
      </div>
    );
  }
  return (
    <>
      {message.kind === 'stopped' && (
        <div className="panel-body" style={{ flex: 'none' }}>
          <RefusalNote refusal={message.refusal} />
          <Text mt="xs">{t('imports.stopped')}</Text>
        </div>
      )}
      <ReportPart report={message.report} fileName={preview.fileName} onAgain={onAgain} />
    </>
  );
}

async function follow(
  asked: { kind: string; csvText: string; mapping: Mapping; addLookalikes: boolean },
  tell: (message: ImportMessage) => void,
): Promise<void> {
  for await (const message of await line.client().imports.run(asked)) tell(message);
}

function ReportPart({ report, fileName, onAgain }: { report: Report; fileName: string; onAgain: () => void }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const words = useReportWords();
  const { added, already, repeats, refused } = report;
  const save = () => {
    const csv = new Blob([reportCsv(report, words)], { type: 'text/csv;charset=utf-8' });
    saveFile(`${fileName.replace(/\.\w+$/, '')}-report.csv`, csv);
  };
  return (
    <>
      <div className="panel-body">
        <h3 className="part-title" style={{ marginTop: 0 }}>
          {t('imports.report')}
        </h3>
        <div style={{ maxWidth: 320 }}>
          <Facts
            facts={[
              [t('imports.added'), figures.count(added)],
              [t('imports.already'), figures.count(already)],
              [t('imports.refused'), figures.count(refused.length)],
            ]}
          />
        </div>
        <Named
          title={t('imports.refused')}
          count={refused.length}
          rows={refused.slice(0, SHOWN).map((one) => ({ row: one.row, why: words.ofRefused(one) }))}
        />
        <Named
          title={t('imports.already')}
          count={repeats.length}
          rows={repeats.slice(0, SHOWN).map((one) => ({ row: one.row, why: words.ofRepeat(one) }))}
        />
      </div>
      <div className="panel-foot" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={save}>
          {t('imports.download')}
        </Button>
        <Button onClick={onAgain}>{t('imports.another')}</Button>
      </div>
    </>
  );
}

function Named({ title, count, rows }: { title: string; count: number; rows: readonly RowSaid[] }) {
  if (rows.length === 0) return null;
  return (
    <>
      <h3 className="part-title">{title}</h3>
      <RowTable title={title} rows={rows} more={count - rows.length} />
    </>
  );
}

function useReportWords(): ReportWords {
  const { t } = useTranslation();
  return {
    ofRefused: useRefusalSentence(),
    ofRepeat: ({ repeatsRow, here }) =>
      repeatsRow === null ? t('imports.wasHere', { name: here ?? '' }) : t('imports.repeatsRow', { row: repeatsRow }),
  };
}
