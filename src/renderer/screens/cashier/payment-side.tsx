import { Button } from '@mantine/core';
import { type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitBill } from '#domain/invoices/visit-bill.ts';
import { Key } from '../../app/frame/key.tsx';
import { useTerminalState } from '../../app/use-figures.ts';
import { useKeys } from '../../app/use-keys.ts';
import { AccountLine } from '../../payments/account-line.tsx';
import { type PaperOf, paperOfDocument } from '../../payments/paper-of.ts';
import { type Applied, Due, NothingOwed, Paying, type Taken } from '../../payments/paying.tsx';
import { AppliedAdvance, TakenPayment } from '../../payments/taken.tsx';

/** How far a payment is, as the hints of the screen's keys need it. */
export type PaymentStep = 'bill' | 'paying' | 'nothing-owed' | 'taken';

type Step = 'bill' | 'paying' | { readonly taken: Taken } | { readonly applied: Applied };

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
  onPaper,
  onReprint,
  onAccount,
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
  onPaper: (of: PaperOf) => void;
  onReprint: () => void;
  /** What else stands between the patient and the clinic. */
  onAccount: () => void;
}) {
  const { t } = useTranslation();
  const { sync } = useTerminalState();
  const [step, setStep] = useState<Step>('bill');
  const mayPay = bill?.payable === true && step === 'bill' && mayCollect && !sync.leaseExpired;
  const pay = () => {
    if (!mayPay) return;
    onHold();
    setStep('paying');
  };
  useEffect(() => {
    payKey.current = pay;
    if (!atOnce || bill === null) return;
    onBegun();
    pay();
  });
  const shown = shownStep(step, bill);
  useEffect(() => onStep(shown), [shown, onStep]);
  const back = () => {
    setStep('bill');
    onRelease();
  };
  const print = () => {
    if (typeof step !== 'object') return onReprint();
    if ('taken' in step)
      return onPaper(
        paperOfDocument(
          { kind: 'receipt', id: step.taken.paymentId },
          t('payment.preview', { number: step.taken.receiptNumber }),
        ),
      );
    const { invoiceId: id, invoiceNumber } = step.applied;
    onPaper(paperOfDocument({ kind: 'invoice', id }, `${t('account.documentKinds.invoice')} ${invoiceNumber}`));
  };
  useKeys({ f8: pay, 'mod+p': step === 'paying' ? () => undefined : print });
  if (typeof step === 'object' && bill) return <Ended step={step} bill={bill} onPrint={print} onNext={onNext} />;
  return (
    <>
      <Due label={t('cashier.due')} minor={bill?.dueMinor ?? null} />
      {step === 'bill' && <AccountLine account={bill?.account ?? null} onOpen={onAccount} />}
      {step === 'paying' && bill && bill.dueMinor > 0 && (
        <Paying
          bill={bill}
          onTaken={(one) => setStep({ taken: one })}
          onApplied={(one) => setStep({ applied: one })}
          onBack={back}
        />
      )}
      {step === 'paying' && bill && bill.dueMinor === 0 && <NothingOwed bill={bill} onDone={onNext} onBack={back} />}
      {step === 'bill' && <Idle bill={bill} mayPay={mayPay} mayCollect={mayCollect} onPay={pay} onReprint={onReprint} />}
    </>
  );
}

/** The bill is settled, by money or by an advance: what came of it stays until the cashier goes on. */
function Ended({ step, bill, ...go }: { step: Exclude<Step, string>; bill: VisitBill; onPrint: () => void; onNext: () => void }) {
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

function shownStep(step: Step, bill: VisitBill | null): PaymentStep {
  if (typeof step === 'object') return 'taken';
  return step === 'paying' && bill?.dueMinor === 0 ? 'nothing-owed' : step;
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
  onReprint,
}: {
  bill: VisitBill | null;
  mayPay: boolean;
  mayCollect: boolean;
  onPay: () => void;
  onReprint: () => void;
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
      <Button variant="subtle" color="gray" onClick={onReprint} rightSection={<Key name="Ctrl P" />}>
        {t('payment.reprint')}
      </Button>
    </div>
  );
}
