import { Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentListed } from '#domain/payments/till-payments.ts';
import { useRead, useRun } from '../app/asking.ts';
import { Dialog } from '../app/dialog.tsx';
import { PickList } from '../app/pick-list.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { usePick } from '../app/use-pick.ts';

/** Chooses a payment of this till, the last one first, and prints it again as DUPLICATE n. */
export function Reprint({
  onPrint,
  onClose,
}: {
  onPrint: (paymentId: string, receiptNumber: string, duplicate: number) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { data, refusal } = useRead('tillPayments', {});
  const payments = data ?? [];
  const reprinting = useRun('reprintReceipt');
  const reprint = ({ id }: PaymentListed) => {
    if (reprinting.isPending) return;
    reprinting.mutate(
      { paymentId: id },
      { onSuccess: ({ paymentId, receiptNumber, duplicate }) => onPrint(paymentId, receiptNumber, duplicate) },
    );
  };
  const choice = usePick(payments, { first: true, onEnter: reprint });
  const ready = payments.length > 0;
  useEffect(() => {
    if (ready) document.getElementById(choice.listId)?.focus();
  }, [ready, choice.listId]);
  return (
    <Dialog onClose={onClose} title={t('payment.reprint')} size={560}>
      <Text c="dimmed" size="sm">
        {t('payment.reprintWhat')}
      </Text>
      <RefusalNote refusal={refusal ?? reprinting.refusal} mt="sm" />
      <div style={{ height: 320, overflow: 'auto', marginTop: 10 }}>
        <PickList items={payments} choice={choice} label={t('payment.reprint')} focusable onOpen={reprint}>
          {(one) => <PaymentRow one={one} />}
        </PickList>
        {data && !ready && <div className="empty">{t('payment.noneYet')}</div>}
      </div>
    </Dialog>
  );
}

function PaymentRow({ one }: { one: PaymentListed }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const ways = one.tenders.map(({ kind }) => t(`tenders.${kind}`)).join(' + ');
  return (
    <div className="billing-row" style={{ gridTemplateColumns: '132px minmax(0, 1fr) auto' }}>
      <span>
        <div className="visit-name">{one.receiptNumber}</div>
        <div className="visit-more">{figures.time(one.recordedAtMs)}</div>
      </span>
      <div className="clip">
        <div className="clip">{one.patientName}</div>
        <div className="visit-more clip">
          {ways}
          {one.duplicates > 0 && ` · ${t('payment.duplicates', { count: one.duplicates })}`}
        </div>
      </div>
      <span className="figure visit-name">{figures.amount(one.totalMinor)}</span>
    </div>
  );
}
