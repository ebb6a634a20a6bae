import { Button, FileButton, Text } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchedStatement, UnmatchedRow } from '#domain/payments/match-upi-statement.ts';
import type { UpiClaim } from '#domain/payments/unconfirmed-upi.ts';
import { useRead, useRun } from '../app/asking.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { Dialog } from '../app/dialog.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { sessionStore } from '../app/session.ts';
import { useFigures } from '../app/use-figures.ts';
import { WithReason } from '../app/with-reason.tsx';
import { STATEMENT_ROWS_MAX, statementRows } from './statement-rows.ts';

/** UPI money that the bank has not confirmed: one by one, or by a statement. */
export function Upi({ branchId }: { branchId: string }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const { data, refusal } = useRead('unconfirmedUpi', { branchId });
  const [disputed, setDisputed] = useState<UpiClaim | null>(null);
  const confirming = useRun('confirmUpi');
  const disputing = useRun('disputeUpi');
  const mayDecide = session?.roles.some((role) => role === 'manager' || role === 'administrator') ?? false;
  const confirm = ({ at, reference }: UpiClaim) => !confirming.isPending && confirming.mutate({ at, reference });
  const columns = useClaimColumns(mayDecide ? { confirm, dispute: setDisputed } : null);
  return (
    <section className="panel" style={{ flex: 1 }} aria-label={t('backOffice.upi')}>
      <div className="panel-head">
        <h2 className="panel-title">{t('upi.title')}</h2>
        {mayDecide && <Statement branchId={branchId} />}
      </div>
      <Text c="dimmed" size="sm" px="md">
        {t('upi.what')}
      </Text>
      <RefusalNote refusal={refusal ?? confirming.refusal} />
      <DataTable label={t('upi.title')} columns={columns} rows={data ?? []} rowKey={claimKey} empty={t('upi.none')} />
      {disputed && (
        <WithReason
          title={t('upi.dispute')}
          what={t('upi.disputeWhat', { amount: figures.money(disputed.amountMinor), number: disputed.number })}
          action={t('upi.dispute')}
          doing={disputing}
          inputOf={(reason) => ({ at: disputed.at, reason })}
          onClose={() => setDisputed(null)}
        />
      )}
    </section>
  );
}

function claimKey({ at }: UpiClaim): string {
  return `${at.kind} ${at.id} ${at.tenderIndex}`;
}

interface Deciding {
  readonly confirm: (claim: UpiClaim) => void;
  readonly dispute: (claim: UpiClaim) => void;
}

function useClaimColumns(deciding: Deciding | null): readonly Column<UpiClaim>[] {
  const { t } = useTranslation();
  const figures = useFigures();
  const columns: readonly Column<UpiClaim>[] = [
    {
      title: t('upi.receipt'),
      cell: (one) => (
        <>
          <div>{one.number}</div>
          <div className="visit-more">{figures.dateTime(one.recordedAtMs)}</div>
        </>
      ),
    },
    { title: t('upi.patient'), cell: (one) => one.patientName },
    { title: t('upi.cashier'), cell: (one) => one.cashierName },
    {
      title: t('upi.reference'),
      cell: (one) => (
        <>
          <div>{one.reference}</div>
          {one.sameReference > 0 && <span className="chip bad">{t('upi.same', { count: one.sameReference })}</span>}
        </>
      ),
    },
    { title: t('common.amount'), cell: (one) => figures.amount(one.amountMinor), figure: true },
    {
      title: t('upi.state'),
      cell: (one) => (
        <>
          <span className={`chip ${one.state === 'DISPUTED' ? 'bad' : 'due'}`}>{t(`upi.states.${one.state}`)}</span>
          <div className="visit-more">{one.reason}</div>
        </>
      ),
    },
  ];
  if (!deciding) return columns;
  const buttons = (one: UpiClaim) => (
    <span style={{ display: 'flex', gap: 6 }}>
      <Button size="compact-xs" onClick={() => deciding.confirm(one)} aria-label={`${t('upi.confirm')} ${one.number}`}>
        {t('upi.confirm')}
      </Button>
      {one.state === 'CLAIMED' && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => deciding.dispute(one)}
          aria-label={`${t('upi.dispute')} ${one.number}`}
        >
          {t('upi.dispute')}
        </Button>
      )}
    </span>
  );
  return [...columns, { title: '', cell: buttons }];
}

/** Confirms what a bank statement confirms, and says what it does not. */
function Statement({ branchId }: { branchId: string }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const matching = useRun('matchUpiStatement');
  const [problem, setProblem] = useState<string | null>(null);
  const [report, setReport] = useState<MatchedStatement | null>(null);
  const read = async (file: File | null) => {
    if (!file) return;
    const rows = statementRows(await file.text(), figures.parseAmount);
    const tooMany = rows.length > STATEMENT_ROWS_MAX;
    setProblem(rows.length === 0 ? t('upi.badFile') : tooMany ? t('upi.tooMany', { count: STATEMENT_ROWS_MAX }) : null);
    if (rows.length > 0 && !tooMany) matching.mutate({ branchId, rows: [...rows] }, { onSuccess: setReport });
  };
  return (
    <>
      <FileButton onChange={(file) => void read(file)} accept=".csv,.txt,text/csv" key={String(report === null)}>
        {(props) => (
          <Button {...props} size="xs" loading={matching.isPending} title={t('upi.statementWhat')}>
            {t('upi.statement')}
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
    { title: t('upi.row'), cell: (one) => figures.count(one.row), figure: true },
    { title: t('upi.reference'), cell: (one) => one.reference },
    { title: t('common.amount'), cell: (one) => figures.amount(one.amountMinor), figure: true },
    { title: t('upi.why'), cell: (one) => `${t(`upi.because.${one.because}`)} ${one.number ?? ''}`.trim() },
  ];
  return (
    <Dialog onClose={onClose} title={t('upi.statement')} size="lg">
      <p role="status">
        {t('upi.matched', { count: report.matched.length })} · {t('upi.unmatched', { count: report.unmatched.length })} ·{' '}
        {t('upi.stillClaimed', { count: report.stillClaimed })}
      </p>
      {report.unmatched.length > 0 && (
        <DataTable
          label={t('upi.unmatched', { count: report.unmatched.length })}
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
