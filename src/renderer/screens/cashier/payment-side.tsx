import { Button, Group } from '@mantine/core';
import { type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitBill } from '#domain/invoices/visit-bill.ts';
import { Key } from '../../app/frame/key.tsx';
import { useTerminalState } from '../../app/use-figures.ts';
import { useKeys } from '../../app/use-keys.ts';
import { isUnmade } from '../../invoices/unmade-bill.ts';
import { AccountLine } from '../../payments/account-line.tsx';
import { paperOfDocument } from '../../payments/paper-of.ts';
import { type Applied, Due, NothingOwed, Paying, type Taken } from '../../payments/paying.tsx';
import { AppliedAdvance, TakenPayment } from '../../payments/taken.tsx';
import type { CounterDialog } from './counter-dialogs.tsx';

/** How far a payment is, as the hints of the screen's keys need it. */
export type PaymentStep = 'bill' | 'paying' | 'nothing-owed' | 'taken';

type Step = 'bill' | { readonly paying: VisitBill } | { readonly taken: Taken } | { readonly applied: Applied };

/** From what is due, over how it is paid, to the change and the receipt. */
export function PaymentSide({
  bill,
  payKey,
  atOnce,
  onBegun,
  mayCollect,
  onHold,
  onStep,
  onRelease,
  onNext,
  onDialog,
}: {
  bill: VisitBill | null;
  /** What Enter in the list does. */
  payKey: RefObject<(() => void) | null>;
  /** The payment begins without a key as soon as the bill is there; `onBegun` hears of it, also where it cannot be paid. */
  atOnce: boolean;
  onBegun: () => void;
  mayCollect: boolean;
  /** This bill stays up, whatever sync does to the list. */
  onHold: () => void;
  onStep: (step: PaymentStep) => void;
  onRelease: () => void;
  onNext: () => void;
  onDialog: (dialog: CounterDialog) => void;
}) {
  const { t } = useTranslation();
  const { sync } = useTerminalState();
  const [step, setStep] = useState<Step>('bill');
  const mayPay = bill?.payable === true && step === 'bill' && mayCollect && !sync.leaseExpired;
  const begin = (paying: VisitBill) => setStep({ paying });
  const pay = () => {
    if (!mayPay) return;
    onHold();
    begin(bill);
  };
  useEffect(() => {
    payKey.current = pay;
    if (!atOnce || bill === null) return;
    onBegun();
    pay();
  });
  const shown = shownStep(step);
  useEffect(() => onStep(shown), [shown, onStep]);
  const back = () => {
    setStep('bill');
    onRelease();
  };
  const print = () => {
    if (step === 'bill' || 'paying' in step) return onDialog('reprint');
    if ('taken' in step)
      return onDialog(
        paperOfDocument(
          { kind: 'receipt', id: step.taken.paymentId },
          t('payment.preview', { number: step.taken.receiptNumber }),
        ),
      );
    const { invoiceId: id, invoiceNumber } = step.applied;
    onDialog(paperOfDocument({ kind: 'invoice', id }, `${t('account.documentKinds.invoice')} ${invoiceNumber}`));
  };
  const begun = step !== 'bill' && 'paying' in step ? step.paying : null;
  useKeys({ f8: pay, 'mod+p': begun ? () => undefined : print });
  if (step !== 'bill' && !('paying' in step) && bill) return <Ended step={step} bill={bill} onPrint={print} onNext={onNext} />;
  return (
    <>
      <Due label={t('cashier.due')} minor={bill && !isUnmade(bill) ? bill.dueMinor : null} />
      {step === 'bill' && <AccountLine account={bill?.account ?? null} onOpen={() => onDialog('account')} />}
      {begun && bill && begun.dueMinor > 0 && (
        <Paying
          key={begun.dueMinor}
          bill={begun}
          billNow={bill}
          onTaken={(one) => setStep({ taken: one })}
          onApplied={(one) => setStep({ applied: one })}
          onBack={back}
          onAgain={() => begin(bill)}
        />
      )}
      {begun && bill && begun.dueMinor === 0 && <NothingOwed bill={begun} onDone={onNext} onBack={back} />}
      {step === 'bill' && <Idle bill={bill} mayPay={mayPay} mayCollect={mayCollect} onPay={pay} onDialog={onDialog} />}
    </>
  );
}

/** The bill is settled, by money or by an advance: what came of it stays until the cashier goes on. */
function Ended({
  step,
  bill,
  ...go
}: {
  step: Extract<Step, { taken: Taken } | { applied: Applied }>;
  bill: VisitBill;
  onPrint: () => void;
  onNext: () => void;
}) {
  const { t } = useTranslation();
  const { patientName } = bill.visit;
  if ('taken' in step)
    return (
      <>
        <Due label={t('payment.taken')} minor={step.taken.totalMinor} />
        <TakenPayment taken={step.taken} patientName={patientName} {...go} />
      </>
    );
  return (
    <>
      <Due label={t('payment.stillDue')} minor={step.applied.balanceMinor} />
      <AppliedAdvance applied={step.applied} patientName={patientName} {...go} />
    </>
  );
}

function shownStep(step: Step): PaymentStep {
  if (step === 'bill') return 'bill';
  if (!('paying' in step)) return 'taken';
  return step.paying.dueMinor === 0 ? 'nothing-owed' : 'paying';
}

/** Why a bill cannot be paid yet, and the key that helps. */
function whyNot({ approval }: VisitBill) {
  if (!approval) return 'cashier.whyNot.problem';
  return approval.state === 'REQUESTED' ? 'cashier.whyNot.waits' : 'cashier.whyNot.ask';
}

function Idle({
  bill,
  mayPay,
  mayCollect,
  onPay,
  onDialog,
}: {
  bill: VisitBill | null;
  mayPay: boolean;
  mayCollect: boolean;
  onPay: () => void;
  onDialog: (dialog: CounterDialog) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="panel-body" style={{ display: 'flex', flexDirection: 'column' }}>
      <Button size="lg" fullWidth disabled={!mayPay} onClick={onPay} rightSection={<Key name="F8" onButton />}>
        {t('cashier.pay')}
      </Button>
      {bill?.payable === false && (
        <p className="visit-more" role="status">
          {t(whyNot(bill))}
        </p>
      )}
      {!mayCollect && (
        <p role="alert">
          <strong>{t('till.tooOldTitle')}.</strong> {t('till.tooOldWhat')}
        </p>
      )}
      <div style={{ flex: 1 }} />
      <Group gap={6} grow mb={6}>
        <Button variant="default" tabIndex={-1} onClick={() => onDialog('estimate')} rightSection={<Key name="F5" />}>
          {t('billing.estimate')}
        </Button>
        <Button variant="default" tabIndex={-1} onClick={() => onDialog('invoices')} rightSection={<Key name="F7" />}>
          {t('billing.documents')}
        </Button>
      </Group>
      <Button variant="subtle" color="gray" onClick={() => onDialog('reprint')} rightSection={<Key name="Ctrl P" />}>
        {t('payment.reprint')}
      </Button>
    </div>
  );
}
