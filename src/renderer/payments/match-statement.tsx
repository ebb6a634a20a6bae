import { Button, FileButton, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchedStatement, UnmatchedRow } from '#domain/payments/match-statement.ts';
import { useRun } from '../app/asking.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { Dialog } from '../app/dialog.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { STATEMENT_ROWS_MAX, statementRows } from './statement-rows.ts';

/** Confirms what a bank statement confirms, and says what it does not. */
export function MatchStatement({ branchId }: { branchId: string }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const matching = useRun('matchStatement');
  const [problem, setProblem] = useState<string | null>(null);
  const [report, setReport] = useState<MatchedStatement | null>(null);
  const read = async (file: File | null) => {
    if (!file) return;
    const rows = statementRows(await file.text(), figures.parseAmount);
    const tooMany = rows.length > STATEMENT_ROWS_MAX;
    setProblem(rows.length === 0 ? t('claims.badFile') : tooMany ? t('claims.tooMany', { count: STATEMENT_ROWS_MAX }) : null);
    if (rows.length > 0 && !tooMany) matching.mutate({ branchId, rows: [...rows] }, { onSuccess: setReport });
  };
  return (
    <>
      <FileButton onChange={(file) => void read(file)} accept=".csv,.txt,text/csv" key={String(report === null)}>
        {(props) => (
          <Button {...props} size="xs" loading={matching.isPending} title={t('claims.statementWhat')}>
            {t('claims.statement')}
          </Button>
        )}
      </FileButton>
      {problem && (
        <Text role="alert" c="red" size="sm">
          {problem}
        </Text>
      )}
      <RefusalNote refusal={matching.refusal} />
      {report && <Report report={report} onClose={() => setReport(null)} />}
    </>
  );
}

function Report({ report, onClose }: { report: MatchedStatement; onClose: () => void }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const columns: readonly Column<UnmatchedRow>[] = [
    { title: t('claims.row'), cell: (one) => figures.count(one.row), figure: true },
    { title: t('claims.reference'), cell: (one) => one.reference },
    { title: t('common.amount'), cell: (one) => figures.amount(one.amountMinor), figure: true },
    { title: t('claims.why'), cell: (one) => `${t(`claims.because.${one.because}`)} ${one.number ?? ''}`.trim() },
  ];
  return (
    <Dialog onClose={onClose} title={t('claims.statement')} size="lg">
      <p role="status">
        {t('claims.matched', { count: report.matched.length })} · {t('claims.unmatched', { count: report.unmatched.length })} ·{' '}
        {t('claims.stillClaimed', { count: report.stillClaimed })}
      </p>
      {report.unmatched.length > 0 && (
        <DataTable
          label={t('claims.unmatched', { count: report.unmatched.length })}
          columns={columns}
          rows={report.unmatched}
          rowKey={({ row }) => String(row)}
          empty=""
        />
      )}
      <div className="buttons">
        <Button onClick={onClose} data-autofocus>
          {t('common.close')}
        </Button>
      </div>
    </Dialog>
  );
}
