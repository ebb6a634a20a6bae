import { Button, SegmentedControl, Text } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { isUsualReference } from '#domain/payments/bank-reference.ts';
import type { Claim } from '#domain/payments/unconfirmed-tenders.ts';
import { useRead, useRun } from '../app/asking.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { sessionStore } from '../app/session.ts';
import { useFigures } from '../app/use-figures.ts';
import { WithReason } from '../app/with-reason.tsx';
import { ConfirmClaim } from './confirm-claim.tsx';
import { Confirmed } from './confirmed.tsx';
import { GatewayWaiting } from './gateway-waiting.tsx';
import { MatchStatement } from './match-statement.tsx';

const VIEWS = ['waiting', 'confirmed', 'gateway'] as const;
type View = (typeof VIEWS)[number];
const PARTS = { waiting: Waiting, confirmed: Confirmed, gateway: GatewayWaiting } as const satisfies Record<View, unknown>;
const TITLES = {
  waiting: 'claims.title',
  confirmed: 'claims.confirmedTitle',
  gateway: 'claims.gatewayTitle',
} as const satisfies Record<View, unknown>;

/** UPI money and transfers against the bank: what nobody has seen there yet, what somebody has, and what no receipt takes. */
export function Claims({ branchId }: { branchId: string }) {
  const { t } = useTranslation();
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const [view, setView] = useState<View>('waiting');
  const mayDecide = session?.roles.some((role) => role === 'manager' || role === 'administrator') ?? false;
  const Part = PARTS[view];
  return (
    <section className="panel" style={{ flex: 1 }} aria-label={t('backOffice.claims')}>
      <div className="panel-head">
        <h2 className="panel-title">{t(TITLES[view])}</h2>
        <SegmentedControl
          size="xs"
          aria-label={t('claims.which')}
          data={VIEWS.map((value) => ({ value, label: t(`claims.views.${value}`) }))}
          value={view}
          onChange={(value) => setView(value as View)}
        />
        {mayDecide && <MatchStatement branchId={branchId} />}
      </div>
      <Part branchId={branchId} mayDecide={mayDecide} />
    </section>
  );
}

/** What the bank has not confirmed: one by one. */
function Waiting({ branchId, mayDecide }: { branchId: string; mayDecide: boolean }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data, refusal } = useRead('unconfirmedTenders', { branchId });
  const [seen, setSeen] = useState<Claim | null>(null);
  const [disputed, setDisputed] = useState<Claim | null>(null);
  const disputing = useRun('disputeTender');
  const columns = useClaimColumns(mayDecide ? { confirm: setSeen, dispute: setDisputed } : null);
  return (
    <>
      <Text c="dimmed" size="sm" px={12} pt={6}>
        {t('claims.what')}
      </Text>
      <RefusalNote refusal={refusal} />
      <DataTable
        label={t('claims.title')}
        columns={columns}
        rows={data ?? []}
        rowKey={claimKey}
        empty={data ? t('claims.none') : ''}
      />
      {seen && <ConfirmClaim claim={seen} onClose={() => setSeen(null)} />}
      {disputed && (
        <WithReason
          title={t('claims.dispute')}
          what={t('claims.disputeWhat', { amount: figures.money(disputed.amountMinor), number: disputed.number })}
          action={t('claims.dispute')}
          doing={disputing}
          inputOf={(reason) => ({ at: disputed.at, reason })}
          onClose={() => setDisputed(null)}
        />
      )}
    </>
  );
}

function claimKey({ at }: Claim): string {
  return `${at.kind} ${at.id} ${at.tenderIndex}`;
}

interface Deciding {
  readonly confirm: (claim: Claim) => void;
  readonly dispute: (claim: Claim) => void;
}

function useClaimColumns(deciding: Deciding | null): readonly Column<Claim>[] {
  const { t } = useTranslation();
  const figures = useFigures();
  const columns: readonly Column<Claim>[] = [
    {
      title: t('claims.receipt'),
      cell: (one) => (
        <>
          <div>{one.number}</div>
          <div className="visit-more">{figures.dateTime(one.recordedAtMs)}</div>
        </>
      ),
    },
    { title: t('claims.patient'), cell: (one) => one.patientName },
    { title: t('claims.cashier'), cell: (one) => one.cashierName },
    { title: t('claims.kind'), cell: (one) => t(`tenders.${one.kind}`) },
    {
      title: t('claims.reference'),
      cell: (one) => (
        <>
          <div>{one.reference}</div>
          {one.usedBy !== null && <span className="chip bad">{t('claims.usedBy', { number: one.usedBy })}</span>}
          {one.usedBy === null && one.sameReference > 0 && (
            <span className="chip bad">{t('claims.same', { count: one.sameReference })}</span>
          )}
          {!isUsualReference(one.kind, one.reference) && <span className="chip due">{t('claims.inNoStatement')}</span>}
        </>
      ),
    },
    { title: t('common.amount'), cell: (one) => figures.amount(one.amountMinor), figure: true },
    {
      title: t('claims.state'),
      cell: (one) => (
        <>
          <span className={`chip ${one.state === 'CLAIMED' ? 'due' : 'bad'}`}>{t(`claims.states.${one.state}`)}</span>
          <div className="visit-more">{one.reason}</div>
        </>
      ),
    },
  ];
  if (!deciding) return columns;
  const buttons = (one: Claim) => (
    <span style={{ display: 'flex', gap: 6 }}>
      <Button size="compact-xs" onClick={() => deciding.confirm(one)} aria-label={`${t('claims.confirm')} ${one.number}`}>
        {t('claims.confirm')}
      </Button>
      {one.state !== 'DISPUTED' && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => deciding.dispute(one)}
          aria-label={`${t('claims.dispute')} ${one.number}`}
        >
          {t('claims.dispute')}
        </Button>
      )}
    </span>
  );
  return [...columns, { title: '', cell: buttons }];
}
