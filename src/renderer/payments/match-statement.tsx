import { Button, FileButton, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchedStatement } from '#domain/payments/match-statement.ts';
import { useRun } from '../app/asking.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { Dialog } from '../app/dialog.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { type NotMatched, notMatched, STATEMENT_ROWS_MAX, statementRows } from './statement-rows.ts';

/** Confirms what a bank statement confirms, and says what it does not. */
export function MatchStatement({ branchId }: { branchId: string }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const matching = useRun('matchStatement');
  const [problem, setProblem] = useState<'badFile' | 'tooMany' | null>(null);
  const [report, setReport] = useState<Reported | null>(null);
  const read = async (file: File | null) => {
    if (!file) return;
    const statement = statementRows(await file.text(), figures.parseAmount);
    const { rows, unread } = statement;
    const tooMany = rows.length + unread.length > STATEMENT_ROWS_MAX;
    setProblem(rows.length === 0 ? 'badFile' : tooMany ? 'tooMany' : null);
    if (rows.length === 0 || tooMany) return;
    const sent = rows.map(({ reference, amountMinor }) => ({ reference, amountMinor }));
    matching.mutate(
      { branchId, rows: sent },
      { onSuccess: (matched) => setReport({ matched, notMatched: notMatched(matched, statement) }) },
    );
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
          {t(`claims.${problem}`, { count: STATEMENT_ROWS_MAX })}
        </Text>
      )}
      <RefusalNote refusal={matching.refusal} />
      {report && <Report {...report} onClose={() => setReport(null)} />}
    </>
  );
}

interface Reported {
  readonly matched: MatchedStatement;
  readonly notMatched: readonly NotMatched[];
}

function Report({ matched: report, notMatched, onClose }: Reported & { onClose: () => void }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const columns: readonly Column<NotMatched>[] = [
    { title: t('claims.row'), cell: (one) => figures.count(one.row), figure: true },
    { title: t('claims.reference'), cell: (one) => one.reference },
    { title: t('common.amount'), cell: (one) => ('amount' in one ? one.amount : figures.amount(one.amountMinor)), figure: true },
    {
      title: t('claims.why'),
      cell: (one) => `${t(`claims.because.${one.because}`)} ${'number' in one ? (one.number ?? '') : ''}`.trim(),
    },
  ];
  return (
    <Dialog onClose={onClose} title={t('claims.statement')} size="lg">
      <p role="status">
        {t('claims.matched', { count: report.matched.length })} · {t('claims.unmatched', { count: notMatched.length })} ·{' '}
        {t('claims.stillClaimed', { count: report.stillClaimed })}
      </p>
      {notMatched.length > 0 && (
        <DataTable
          label={t('claims.unmatched', { count: notMatched.length })}
          columns={columns}
          rows={notMatched}
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
