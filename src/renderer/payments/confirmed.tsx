import { Button, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normalReference } from '#domain/payments/claim-changes.ts';
import type { ConfirmedTender } from '#domain/payments/confirmed-tenders.ts';
import { useRead, useRun } from '../app/asking.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { WithReason } from '../app/with-reason.tsx';

/** What somebody has seen in the bank, latest first. A wrong confirmation is withdrawn, with a reason. */
export function Confirmed({ branchId, mayDecide }: { branchId: string; mayDecide: boolean }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [wanted, setWanted] = useState('');
  const { data, refusal } = useRead('confirmedTenders', { branchId, wanted: wanted.trim() }, { keep: true });
  const [wrong, setWrong] = useState<ConfirmedTender | null>(null);
  const withdrawing = useRun('withdrawConfirmation');
  const columns = useConfirmedColumns(mayDecide ? setWrong : null);
  return (
    <>
      <Text c="dimmed" size="sm" px={12} pt={6}>
        {t('claims.confirmedWhat')}
      </Text>
      <TextInput
        size="xs"
        px={12}
        mb="xs"
        w={320}
        label={t('claims.wanted')}
        maxLength={40}
        autoComplete="off"
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      <RefusalNote refusal={refusal} />
      <DataTable
        label={t('claims.confirmedTitle')}
        columns={columns}
        rows={data ?? []}
        rowKey={({ at }) => `${at.kind} ${at.id} ${at.tenderIndex}`}
        empty={data ? t('claims.noneConfirmed') : ''}
      />
      {wrong && (
        <WithReason
          title={t('claims.withdrawTitle')}
          what={t('claims.withdrawWhat', {
            amount: figures.money(wrong.amountMinor),
            patient: wrong.patientName,
            number: wrong.number,
            reference: wrong.reference,
          })}
          action={t('claims.withdraw')}
          doing={withdrawing}
          inputOf={(reason) => ({ at: wrong.at, reason })}
          onClose={() => setWrong(null)}
        />
      )}
    </>
  );
}

function useConfirmedColumns(withdraw: ((one: ConfirmedTender) => void) | null): readonly Column<ConfirmedTender>[] {
  const { t } = useTranslation();
  const figures = useFigures();
  const columns: readonly Column<ConfirmedTender>[] = [
    { title: t('claims.receipt'), cell: (one) => one.number },
    { title: t('claims.patient'), cell: (one) => one.patientName },
    { title: t('claims.kind'), cell: (one) => t(`tenders.${one.kind}`) },
    {
      title: t('claims.seenAs'),
      cell: (one) => (
        <>
          <div>{one.reference}</div>
          {normalReference(one.reference) !== normalReference(one.claimedReference) && (
            <span className="chip due">{t('claims.typedOtherwise', { reference: one.claimedReference })}</span>
          )}
        </>
      ),
    },
    { title: t('common.amount'), cell: (one) => figures.amount(one.amountMinor), figure: true },
    {
      title: t('claims.seenBy'),
      cell: (one) => (
        <>
          <div>{one.byName}</div>
          <div className="visit-more">
            {figures.dateTime(one.confirmedAtMs)}
            {one.source && ` · ${t(`claims.sources.${one.source}`)}`}
          </div>
        </>
      ),
    },
  ];
  if (!withdraw) return columns;
  const button = (one: ConfirmedTender) => (
    <Button
      size="compact-xs"
      variant="default"
      onClick={() => withdraw(one)}
      aria-label={`${t('claims.withdraw')} ${one.number} ${one.reference}`}
    >
      {t('claims.withdraw')}
    </Button>
  );
  return [...columns, { title: '', cell: button }];
}
