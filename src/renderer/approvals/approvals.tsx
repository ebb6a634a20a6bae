import { Button } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecidedApproval, PendingApproval } from '#domain/approvals/pending-approvals.ts';
import { useRead } from '../app/asking.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { sessionStore } from '../app/session.ts';
import { useFigures, useRefusalSentence } from '../app/use-figures.ts';
import { Standing } from './standing.tsx';
import { StepUp } from './step-up.tsx';
import { useTillWords } from './use-till-words.ts';

/** What waits for a second person's yes, with what is known of who asks; and what became of the rest. */
export function Approvals({ branchId }: { branchId: string }) {
  const { t } = useTranslation();
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const pending = useRead('pendingApprovals', { branchId });
  const decided = useRead('decidedApprovals', { branchId });
  const [open, setOpen] = useState<string | null>(null);
  const mayDecide = session?.roles.some((role) => role === 'manager' || role === 'administrator') ?? false;
  const close = () => setOpen(null);
  const columns = usePendingColumns(mayDecide ? setOpen : null);
  const decidedColumns = useDecidedColumns();
  return (
    <>
      <section className="panel" style={{ flex: 1 }} aria-label={t('approvals.pending')}>
        <div className="panel-head">
          <h2 className="panel-title">{t('approvals.pending')}</h2>
        </div>
        <RefusalNote refusal={pending.refusal} />
        <DataTable
          label={t('approvals.pending')}
          columns={columns}
          rows={pending.data ?? []}
          rowKey={({ id }) => id}
          empty={pending.waiting ? '' : t('approvals.nothingPending')}
        />
      </section>
      <section className="panel" style={{ flex: 1 }} aria-label={t('approvals.decided')}>
        <div className="panel-head">
          <h2 className="panel-title">{t('approvals.decided')}</h2>
        </div>
        <RefusalNote refusal={decided.refusal} />
        <DataTable
          label={t('approvals.decided')}
          columns={decidedColumns}
          rows={decided.data ?? []}
          rowKey={({ id }) => id}
          empty={decided.waiting ? '' : t('approvals.nothingDecided')}
        />
      </section>
      {open !== null && <StepUp approvalId={open} own onDecided={close} onClose={close} />}
    </>
  );
}

function usePendingColumns(onOpen: ((approvalId: string) => void) | null): readonly Column<PendingApproval>[] {
  const { t } = useTranslation();
  const figures = useFigures();
  const sentence = useRefusalSentence();
  const tillWords = useTillWords();
  return [
    {
      title: t('approvals.what'),
      cell: ({ kind, patientName, till, reason }) => (
        <>
          <div>
            <strong>{t(`approvals.kinds.${kind}`)}</strong> {patientName}
          </div>
          {till && <div>{tillWords(till)}</div>}
          <div className="visit-more">{reason}</div>
        </>
      ),
    },
    { title: t('common.amount'), cell: (one) => figures.amount(one.amountMinor), figure: true },
    {
      title: t('approvals.asker'),
      cell: ({ requesterName, history }) => (
        <>
          <div>{requesterName}</div>
          <div className="visit-more">{t('approvals.history', { ...history, amount: figures.money(history.approvedMinor) })}</div>
        </>
      ),
    },
    {
      title: t('approvals.asked'),
      cell: ({ requestedAtMs, expiresAtMs }) => (
        <>
          <div>{figures.dateTime(requestedAtMs)}</div>
          <div className="visit-more">{t('approvals.expires', { time: figures.dateTime(expiresAtMs) })}</div>
        </>
      ),
    },
    {
      title: '',
      cell: ({ id, barred }) => {
        if (barred !== null) return <span className="visit-more">{sentence({ code: barred, details: {} })}</span>;
        return (
          onOpen && (
            <Button size="compact-xs" onClick={() => onOpen(id)}>
              {t('approvals.decideTitle')}
            </Button>
          )
        );
      },
    },
  ];
}

function useDecidedColumns(): readonly Column<DecidedApproval>[] {
  const { t } = useTranslation();
  const figures = useFigures();
  const tillWords = useTillWords();
  return [
    {
      title: t('approvals.what'),
      cell: ({ kind, patientName, till, reason }) => (
        <>
          <div>
            {t(`approvals.kinds.${kind}`)} {patientName}
          </div>
          {till && <div>{tillWords(till)}</div>}
          <div className="visit-more">{reason}</div>
        </>
      ),
    },
    { title: t('common.amount'), cell: (one) => figures.amount(one.amountMinor), figure: true },
    { title: t('approvals.asker'), cell: (one) => one.requesterName },
    { title: t('approvals.asked'), cell: (one) => figures.dateTime(one.requestedAtMs) },
    {
      title: t('approvals.answer'),
      cell: ({ standing, approverName, answer, sameSession, sameTerminal, usedAgain }) => (
        <>
          <div>
            <Standing standing={standing} /> {approverName}
          </div>
          <div className="visit-more">
            {[
              usedAgain.length > 0 ? t('approvals.usedAgain', { count: usedAgain.length }) : '',
              answer,
              sameSession ? t('approvals.sameSession') : sameTerminal ? t('approvals.sameTerminal') : '',
            ]
              .filter((part) => part !== '')
              .join('; ')}
          </div>
        </>
      ),
    },
  ];
}
