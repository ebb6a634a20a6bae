import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Due, PatientLedger } from '#domain/advances/patient-ledger.ts';
import type { AskedRefund } from '#domain/refunds/refunds-to-pay.ts';
import { useRead } from '../app/asking.ts';
import { Key } from '../app/frame/key.tsx';
import { PickList } from '../app/pick-list.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures, useTerminal } from '../app/use-figures.ts';
import { usePick } from '../app/use-pick.ts';
import type { Payer } from './patient-money.tsx';
import { useListFocused } from './use-list-focused.ts';

export type AccountStep =
  /** `on`: the refund that was just agreed to, which is paid next. */
  | { readonly kind: 'home'; readonly on?: string }
  | { readonly kind: 'advance' }
  | { readonly kind: 'refund' }
  | { readonly kind: 'pay-refund'; readonly refund: AskedRefund }
  | { readonly kind: 'waive'; readonly due: Due }
  | { readonly kind: 'documents' }
  | { readonly kind: 'statement' };

interface Action {
  readonly id: string;
  readonly what: string;
  readonly more: string;
  readonly take: () => void;
}

/** What stands between patient and clinic, and what can be done about it: arrows choose, Enter does. */
export function AccountActions({
  payer: { patientId },
  on,
  onStep,
  onPayDue,
  onClose,
}: {
  payer: Payer;
  /** The action that is chosen to begin with; not said: the first. */
  on: string | null;
  onStep: (step: AccountStep) => void;
  onPayDue: (visitId: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data: ledger, refusal } = useRead('patientLedger', { patientId });
  const { data: refunds } = useRead('refundsToPay', {});
  const actions = useActions(
    ledger,
    (refunds ?? []).filter((one) => one.patientId === patientId),
    onStep,
    onPayDue,
  );
  const choice = usePick(actions, { first: true, begin: on, onEnter: ({ take }) => take() });
  useListFocused(choice.listId, ledger !== undefined);
  if (!ledger) return <RefusalNote refusal={refusal} />;
  return (
    <>
      <dl className="facts" style={{ marginBottom: 12 }}>
        <div>
          <dt>{t('account.advance')}</dt>
          <dd>{figures.money(ledger.advanceMinor)}</dd>
        </div>
        <div>
          <dt>{t('account.dues')}</dt>
          <dd>{figures.money(ledger.dueMinor)}</dd>
        </div>
      </dl>
      {ledger.plans.map(({ estimateId, number, prepaidMinor, totalMinor }) => (
        <p key={estimateId} className="visit-more">
          {t('account.planPrepaid', { number, prepaid: figures.money(prepaidMinor), total: figures.money(totalMinor) })}
        </p>
      ))}
      {ledger.owedBackMinor > 0 && (
        <p>
          <span className="chip due">{t('account.owedBack', { amount: figures.money(ledger.owedBackMinor) })}</span>{' '}
          <span className="visit-more">{t('account.owedBackWhat')}</span>
        </p>
      )}
      <PickList items={actions} choice={choice} label={t('account.actions')} focusable first onOpen={({ take }) => take()}>
        {({ what, more }) => (
          <div>
            <strong>{what}</strong>
            <div className="visit-more">{more}</div>
          </div>
        )}
      </PickList>
      <div className="buttons">
        <Button variant="default" onClick={onClose} rightSection={<Key name="Esc" />}>
          {t('common.close')}
        </Button>
      </div>
    </>
  );
}

function useActions(
  ledger: PatientLedger | undefined,
  refunds: readonly AskedRefund[],
  onStep: (step: AccountStep) => void,
  onPayDue: (visitId: string) => void,
): readonly Action[] {
  const { t } = useTranslation();
  const figures = useFigures();
  const { branchId } = useTerminal();
  if (!ledger) return [];
  const held = ledger.advances.map(({ number, leftMinor }) => `${number} ${figures.money(leftMinor)}`).join(', ');
  const step = (id: string, what: string, more: string, to: AccountStep): Action => ({ id, what, more, take: () => onStep(to) });
  return [
    // A bill is collected in the branch that made it.
    ...ledger.dues
      .filter((due) => due.branchId === branchId)
      .map(({ invoiceId, number, dueMinor, businessDate, visitId }): Action => {
        const what = t('account.payDue', { number, amount: figures.money(dueMinor) });
        const more = t('account.dueSince', { date: figures.date(businessDate) });
        return { id: `pay ${invoiceId}`, what, more, take: () => onPayDue(visitId) };
      }),
    step('advance', t('account.takeAdvance'), t('account.takeAdvanceWhat'), { kind: 'advance' }),
    ...refunds.map((refund) => {
      const more = t(refund.state === 'APPROVED' ? 'account.refundAgreed' : 'account.refundAsked', {
        number: refund.receiptNumber,
        name: refund.approverName ?? '',
      });
      const what = t('account.payRefund', { amount: figures.money(refund.amountMinor) });
      return step(refund.approvalId, what, more, { kind: 'pay-refund', refund });
    }),
    ...(ledger.advanceMinor > 0 ? [step('refund', t('account.askRefund'), held, { kind: 'refund' })] : []),
    ...ledger.dues.map((due) => {
      const more = t('account.waiveWhat', { amount: figures.money(due.dueMinor), date: figures.date(due.businessDate) });
      return step(due.invoiceId, t('account.waive', { number: due.number }), more, { kind: 'waive', due });
    }),
    step('documents', t('account.documents'), t('account.documentsWhat'), { kind: 'documents' }),
    step('statement', t('account.statement'), t('account.statementWhat'), { kind: 'statement' }),
  ];
}
