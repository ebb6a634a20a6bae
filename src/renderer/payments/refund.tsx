import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefundableTender } from '#domain/refunds/refundable-money.ts';
import type { AskedRefund } from '#domain/refunds/refunds-to-pay.ts';
import { AmountField } from '../app/amount-field.tsx';
import { useRead, useRun } from '../app/asking.ts';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { Key } from '../app/frame/key.tsx';
import { PickList } from '../app/pick-list.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { usePick } from '../app/use-pick.ts';
import { StepUp } from '../approvals/step-up.tsx';
import { StaffField } from '../staff/staff-field.tsx';
import type { PaperOf } from './paper-of.ts';
import type { Payer } from './patient-money.tsx';
import { useListFocused } from './use-list-focused.ts';

/** Asks to give a patient's advance back: first the tender it goes back on, then how much and why. */
export function AskRefund({
  payer: { patientId },
  onBack,
  onAgreed,
}: {
  payer: Payer;
  onBack: () => void;
  /** It can be paid: the approval's id. */
  onAgreed: (approvalId: string) => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data, refusal } = useRead('refundableMoney', { patientId });
  const [on, setOn] = useState<RefundableTender | null>(null);
  const tenders = (data ?? []).map((one) => ({ ...one, id: `${one.source.id} ${one.source.tenderIndex}` }));
  const choice = usePick(tenders, { first: true, onEnter: setOn });
  useListFocused(choice.listId, tenders.length > 0);
  if (on) return <HowMuch on={on} patientId={patientId} onBack={onBack} onAgreed={onAgreed} />;
  return (
    <>
      <p>{t('account.refundTo')}</p>
      <RefusalNote refusal={refusal} />
      {data && (
        <PickList items={tenders} choice={choice} label={t('account.refundTo')} focusable first onOpen={setOn}>
          {(one) => (
            <div>
              <strong>
                {t(`tenders.${one.kind}`)} {figures.money(one.refundableMinor)}
              </strong>
              <div className="visit-more">
                {[one.receiptNumber, figures.date(one.businessDate), one.reference].filter(Boolean).join(' · ')}
              </div>
            </div>
          )}
        </PickList>
      )}
      <div className="buttons">
        <Button variant="default" onClick={onBack}>
          {t('common.back')}
        </Button>
      </div>
    </>
  );
}

function HowMuch({
  on,
  patientId,
  onBack,
  onAgreed,
}: {
  on: RefundableTender;
  patientId: string;
  onBack: () => void;
  onAgreed: (approvalId: string) => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [approvalId, setApprovalId] = useState<string | null>(null);
  const { data: ledger } = useRead('patientLedger', { patientId });
  const { data: waiting } = useRead('refundsToPay', {});
  const underway = (waiting ?? []).filter((one) => one.patientId === patientId && one.approvalId !== approvalId);
  const underwayMinor = underway.reduce((all, { amountMinor }) => all + amountMinor, 0);
  const mostMinor = Math.min(on.refundableMinor, Math.max(0, (ledger?.advanceMinor ?? 0) - underwayMinor));
  const [typed, setTyped] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [payeeId, setPayeeId] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const asking = useRun('requestRefund');
  const amount = typed ?? figures.typedAmount(mostMinor);
  const amountMinor = figures.parseAmount(amount) ?? 0;
  const ready = figures.amountFault(amount, { mostMinor }) === undefined && reason.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!ready || asking.isPending || approvalId !== null) return;
    const what = { source: on.source, amountMinor, payeeId, reason: reason.trim() };
    asking.mutate(what, { onSuccess: (asked) => setApprovalId(asked.approvalId) });
  };
  return (
    <form onSubmit={submit} onKeyDown={enterMovesOn}>
      <p>{t('account.refundMost', { amount: figures.money(mostMinor), number: on.receiptNumber })}</p>
      <AmountField label={t('common.amount')} autoFocus value={amount} onTyped={setTyped} mostMinor={mostMinor} tried={tried} />
      <StaffField value={payeeId} onChange={setPayeeId} />
      <TextInput
        mt="sm"
        label={t('common.reason')}
        description={t('common.reasonNeeded')}
        maxLength={300}
        data-last
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={tried && reason.trim() === ''}
      />
      <RefusalNote refusal={asking.refusal} mt="sm" />
      <div className="buttons">
        <Button variant="default" onClick={onBack}>
          {t('common.back')}
        </Button>
        <Button type="submit" loading={asking.isPending} rightSection={<Key name="Enter" onButton />}>
          {t('account.askRefund')}
        </Button>
      </div>
      {/* Asked for already: whoever closes this finds the request in the patient's account. */}
      {approvalId && (
        <StepUp
          approvalId={approvalId}
          onDecided={(use) => (use ? onAgreed(use.approvalId) : onBack())}
          onClose={() => onAgreed(approvalId)}
        />
      )}
    </form>
  );
}

/** Pays exactly what was approved, by the way the money came; a request nobody has decided on can be decided here. */
export function PayRefund({
  refund,
  onPaper,
  onBack,
}: {
  refund: AskedRefund;
  onPaper: (of: PaperOf) => void;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [reference, setReference] = useState('');
  const [agreed, setAgreed] = useState(refund.state === 'APPROVED');
  const paying = useRun('payRefund');
  const { approvalId, amountMinor, tender, receiptNumber, patientName } = refund;
  const ready = !paying.isPending && (tender === 'cash' || reference.trim() !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    paying.mutate(
      { approvalId, reference: reference.trim() },
      {
        onSuccess: ({ refundId, number }) =>
          onPaper({ kind: 'refund-voucher', of: { refundId }, title: t('account.voucher', { number }) }),
      },
    );
  };
  if (!agreed) return <StepUp approvalId={approvalId} onDecided={(use) => (use ? setAgreed(true) : onBack())} onClose={onBack} />;
  return (
    <form onSubmit={submit}>
      <p>
        {t('account.payRefundWhat', {
          amount: figures.money(amountMinor),
          name: patientName,
          how: t(`tenders.${tender}`),
          number: receiptNumber,
        })}
      </p>
      {tender !== 'cash' && (
        <TextInput
          label={t('account.refundReference')}
          maxLength={40}
          autoComplete="off"
          autoFocus
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
      )}
      <RefusalNote refusal={paying.refusal} mt="sm" />
      <div className="buttons">
        <Button variant="default" onClick={onBack}>
          {t('common.back')}
        </Button>
        <Button
          type="submit"
          disabled={!ready}
          loading={paying.isPending}
          autoFocus={tender === 'cash'}
          rightSection={<Key name="Enter" onButton />}
        >
          {t('account.payRefund', { amount: figures.money(amountMinor) })}
        </Button>
      </div>
    </form>
  );
}
