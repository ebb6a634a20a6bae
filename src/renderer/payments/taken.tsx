import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Key } from '../app/frame/key.tsx';
import { useFigures } from '../app/use-figures.ts';
import { useKeys } from '../app/use-keys.ts';
import { useReceiptAtOnce } from '../printers/use-own-printer.ts';
import type { Applied, Taken } from './paying.tsx';

interface Ended {
  readonly patientName: string;
  readonly onPrint: () => void;
  readonly onNext: () => void;
}

/** The payment is in the log: the change to hand back, big, until the cashier goes on. */
export function TakenPayment({ taken, ...ended }: { taken: Taken } & Ended) {
  const { t } = useTranslation();
  const figures = useFigures();
  useReceiptAtOnce(taken.paymentId);
  return (
    <Ending
      {...ended}
      said={taken.changeMinor > 0 ? t('payment.changeBack') : t('payment.noChange')}
      amountMinor={taken.changeMinor}
      print={t('payment.print')}
      note={taken.recordedBefore && t('payment.before')}
      unseen={taken.claimed.map(({ kind, amountMinor }) =>
        t('payment.claimed', { kind: t(`tenders.${kind}`), amount: figures.money(amountMinor) }),
      )}
    >
      <Fact name={t('payment.taken')} said={figures.money(taken.totalMinor)} />
      <Fact name={t('payment.receiptNumber')} said={taken.receiptNumber} />
      {taken.balanceMinor > 0 && <Fact name={t('payment.stillDue')} said={figures.money(taken.balanceMinor)} />}
    </Ending>
  );
}

/** The patient's advance settled the bill: no money came, so there is no receipt, and the invoice is what can be printed. */
export function AppliedAdvance({ applied, ...ended }: { applied: Applied } & Ended) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <Ending
      {...ended}
      said={t('payment.settledByAdvance')}
      amountMinor={applied.amountMinor}
      print={t('billing.printInvoice')}
      note={applied.recordedBefore && t('payment.appliedBefore')}
    >
      <Fact name={t('payment.invoiceSettled')} said={applied.invoiceNumber} />
      {applied.from.map(({ number, amountMinor }) => (
        <Fact key={number} name={t('payment.fromAdvance', { number })} said={figures.money(amountMinor)} />
      ))}
    </Ending>
  );
}

/** What came of it, big; what it was; print, and on to the next patient. */
function Ending({
  patientName,
  onPrint,
  onNext,
  said,
  amountMinor,
  print,
  note,
  unseen = [],
  children,
}: Ended & {
  readonly said: string;
  readonly amountMinor: number;
  readonly print: string;
  readonly note: string | false;
  /** What is in the log, but nobody has seen in the bank. */
  readonly unseen?: readonly string[];
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  useKeys({ escape: onNext });
  return (
    <>
      <div className="taken" role="status">
        <div>{said}</div>
        <div className="taken-change">{figures.money(amountMinor)}</div>
      </div>
      <div className="panel-body">
        {unseen.map((sentence) => (
          <p key={sentence} className="chip due sentence" role="status">
            {sentence}
          </p>
        ))}
        <dl className="facts">
          {children}
          <Fact name={t('common.name')} said={patientName} />
        </dl>
        {note && <p className="chip due">{note}</p>}
        <div className="buttons">
          <Button variant="default" onClick={onPrint} rightSection={<Key name="Ctrl P" />}>
            {print}
          </Button>
          <Button ref={next} size="md" onClick={onNext} rightSection={<Key name="Enter" onButton />}>
            {t('payment.nextPatient')}
          </Button>
        </div>
      </div>
    </>
  );
}

function Fact({ name, said }: { name: string; said: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{said}</dd>
    </div>
  );
}
