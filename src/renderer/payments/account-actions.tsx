import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Due, PatientLedger } from '#domain/advances/patient-ledger.ts';
import type { AskedRefund } from '#domain/refunds/refunds-to-pay.ts';
import { useRead } from '../app/asking.ts';
import { Key } from '../app/frame/key.tsx';
import { PickList } from '../app/pick-list.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { usePick } from '../app/use-pick.ts';
import type { Payer } from './patient-money.tsx';
import { useListFocused } from './use-list-focused.ts';

export type AccountStep =
  | { readonly kind: 'home' }
  | { readonly kind: 'advance' }
  | { readonly kind: 'refund' }
  | { readonly kind: 'pay-refund'; readonly refund: AskedRefund }
  | { readonly kind: 'waive'; readonly due: Due };

interface Action {
  readonly id: string;
  readonly what: string;
  readonly more: string;
  readonly step: AccountStep;
}

/** What stands between patient and clinic, and what can be done about it: arrows choose, Enter does. */
export function AccountActions({
  payer: { patientId },
  onStep,
  onClose,
}: {
  payer: Payer;
  onStep: (step: AccountStep) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data: ledger, refusal } = useRead('patientLedger', { patientId });
  const { data: refunds } = useRead('refundsToPay', {});
  const actions = useActions(
    ledger,
    (refunds ?? []).filter((one) => one.patientId === patientId),
  );
  const choice = usePick(actions, { first: true, onEnter: ({ step }) => onStep(step) });
  useListFocused(choice.listId, ledger !== undefined);
  if (!ledger) return <RefusalNote refusal={refusal} />;
  return (
    <>
      <dl className="facts">
        <div>
          <dt>{t('account.advance')}</dt>
          <dd>{figures.money(ledger.advanceMinor)}</dd>
        </div>
        <div>
          <dt>{t('account.dues')}</dt>
          <dd>{figures.money(ledger.dueMinor)}</dd>
        </div>
      </dl>
      <PickList items={actions} choice={choice} label={t('account.actions')} focusable first onOpen={({ step }) => onStep(step)}>
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

function useActions(ledger: PatientLedger | undefined, refunds: readonly AskedRefund[]): readonly Action[] {
  const { t } = useTranslation();
  const figures = useFigures();
  if (!ledger) return [];
  const held = ledger.advances.map(({ number, leftMinor }) => `${number} ${figures.money(leftMinor)}`).join(', ');
  return [
    { id: 'advance', what: t('account.takeAdvance'), more: t('account.takeAdvanceWhat'), step: { kind: 'advance' } },
    ...refunds.map((refund): Action => {
      const more = t(refund.state === 'APPROVED' ? 'account.refundAgreed' : 'account.refundAsked', {
        number: refund.receiptNumber,
        name: refund.approverName ?? '',
      });
      const what = t('account.payRefund', { amount: figures.money(refund.amountMinor) });
      return { id: refund.approvalId, what, more, step: { kind: 'pay-refund', refund } };
    }),
    ...(ledger.advanceMinor > 0
      ? [{ id: 'refund', what: t('account.askRefund'), more: held, step: { kind: 'refund' } } satisfies Action]
      : []),
    ...ledger.dues.map((due): Action => {
      const what = t('account.waive', { number: due.number });
      const more = t('account.waiveWhat', { amount: figures.money(due.dueMinor), date: figures.date(due.businessDate) });
      return { id: due.invoiceId, what, more, step: { kind: 'waive', due } };
    }),
  ];
}
