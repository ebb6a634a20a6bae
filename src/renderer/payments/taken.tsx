import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Key } from '../app/frame/key.tsx';
import { useFigures } from '../app/use-figures.ts';
import { useKeys } from '../app/use-keys.ts';
import { useReceiptAtOnce } from '../printers/use-own-printer.ts';
import type { Taken } from './paying.tsx';

/** The payment is in the log: the change to hand back, big, until the cashier goes on. */
export function TakenPayment({
  taken,
  patientName,
  printed,
  onPrint,
  onNext,
}: {
  taken: Taken;
  patientName: string;
  printed: boolean;
  onPrint: () => void;
  onNext: () => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  useReceiptAtOnce(taken.paymentId);
  useKeys({ escape: onNext });
  return (
    <>
      <div className="taken" role="status">
        <div>{taken.changeMinor > 0 ? t('payment.changeBack') : t('payment.noChange')}</div>
        <div className="taken-change">{figures.money(taken.changeMinor)}</div>
      </div>
      <div className="panel-body">
        <dl className="facts">
          <div>
            <dt>{t('payment.taken')}</dt>
            <dd>{figures.money(taken.totalMinor)}</dd>
          </div>
          <div>
            <dt>{t('payment.receiptNumber')}</dt>
            <dd>{taken.receiptNumber}</dd>
          </div>
          {taken.balanceMinor > 0 && (
            <div>
              <dt>{t('payment.stillDue')}</dt>
              <dd>{figures.money(taken.balanceMinor)}</dd>
            </div>
          )}
          <div>
            <dt>{t('common.name')}</dt>
            <dd>{patientName}</dd>
          </div>
        </dl>
        {taken.recordedBefore && <p className="chip due">{t('payment.before')}</p>}
        <div className="buttons">
          <Button variant="default" onClick={onPrint} disabled={printed} rightSection={<Key name="Ctrl P" />}>
            {t('payment.print')}
          </Button>
          <Button ref={next} size="md" onClick={onNext} rightSection={<Key name="Enter" onButton />}>
            {t('payment.nextPatient')}
          </Button>
        </div>
      </div>
    </>
  );
}
