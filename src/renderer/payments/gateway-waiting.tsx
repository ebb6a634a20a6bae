import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WaitingPayment } from '#domain/payments/gateway-payments.ts';
import { useRead, useRun } from '../app/asking.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { useFlagName } from '../app/use-flag-name.ts';
import { WithReason } from '../app/with-reason.tsx';

/** What the gateway has and no receipt takes. Somebody who knows what one of them is says so. */
export function GatewayWaiting({ branchId, mayDecide }: { branchId: string; mayDecide: boolean }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data, refusal } = useRead('gatewayPayments', { branchId });
  const [open, setOpen] = useState<WaitingPayment | null>(null);
  const explaining = useRun('explainGatewayPayment');
  const columns = useWaitingColumns(mayDecide ? setOpen : null);
  return (
    <>
      <Text c="dimmed" size="sm" px={12} pt={6}>
        {t('claims.gatewayWhat')}
      </Text>
      <RefusalNote refusal={refusal} />
      <DataTable
        label={t('claims.gatewayTitle')}
        columns={columns}
        rows={data ?? []}
        rowKey={({ transactionId }) => transactionId}
        empty={data ? t('claims.noneAtGateway') : ''}
      />
      {open && (
        <WithReason
          title={t('claims.explainTitle')}
          what={t('claims.explainWhat', { amount: figures.money(open.amountMinor), reference: open.transactionId })}
          action={t('claims.explain')}
          doing={explaining}
          inputOf={(reason) => ({ transactionId: open.transactionId, reason })}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function useWaitingColumns(explain: ((one: WaitingPayment) => void) | null): readonly Column<WaitingPayment>[] {
  const { t } = useTranslation();
  const figures = useFigures();
  const flagName = useFlagName();
  const columns: readonly Column<WaitingPayment>[] = [
    {
      title: t('claims.reference'),
      cell: (one) => (
        <>
          <div>{one.transactionId}</div>
          <div className="visit-more">{one.paymentId}</div>
        </>
      ),
    },
    { title: t('claims.paidAt'), cell: (one) => figures.dateTime(one.paidAtMs), figure: true },
    {
      title: t('common.amount'),
      cell: (one) => (
        <>
          <div>{figures.amount(one.amountMinor)}</div>
          {one.refundedMinor > 0 && (
            <div className="visit-more">{t('claims.wentBack', { amount: figures.money(one.refundedMinor) })}</div>
          )}
        </>
      ),
      figure: true,
    },
    { title: t('claims.whyWaiting'), cell: (one) => <span className="chip bad">{flagName(one.because)}</span> },
    { title: t('claims.receipt'), cell: ({ claim }) => claim && `${claim.number} · ${figures.money(claim.amountMinor)}` },
    { title: t('claims.patient'), cell: ({ claim }) => claim?.patientName ?? '–' },
  ];
  if (!explain) return columns;
  const button = (one: WaitingPayment) => (
    <Button
      size="compact-xs"
      variant="default"
      onClick={() => explain(one)}
      aria-label={`${t('claims.explain')} ${one.transactionId}`}
    >
      {t('claims.explain')}
    </Button>
  );
  return [...columns, { title: '', cell: button }];
}
