import { useTranslation } from 'react-i18next';
import type { PaymentStep } from './payment-side.tsx';

/** What the keys do now: each step has its own, and none is shown that would do nothing. */
export function useCashierKeys(
  step: PaymentStep,
  mayChange: boolean,
  isChosen: boolean,
): readonly (readonly [key: string, what: string])[] {
  const { t } = useTranslation();
  const always = ['F9', t('till.x')] as const;
  switch (step) {
    case 'bill':
      return [
        ['F2', t('common.search')],
        ['↑ ↓', t('cashier.list')],
        ...(mayChange ? [['F4', t('billing.change')] as const] : []),
        ['F7', t('billing.documents')],
        ['F5', t('billing.estimate')],
        ['F3', t('account.title')],
        ['F8', t('cashier.pay')],
        ...(isChosen ? [['Esc', t('cashier.letGo')] as const] : []),
        ['Ctrl P', t('payment.reprint')],
        always,
        ['F1', t('drawer.title')],
        ['F10', t('till.close')],
      ];
    case 'paying':
      return [
        ['Enter', t('payment.take')],
        ['F5 F6 F7', [t('tenders.cash'), t('tenders.card'), t('tenders.upi')].join(' · ')],
        ['Ctrl B', t('tenders.bank')],
        ['Ctrl Enter', t('payment.part')],
        ['Esc', t('common.back')],
        always,
      ];
    case 'nothing-owed':
      return [['Enter', t('cashier.closeBill')], ['Esc', t('common.back')], always];
    case 'taken':
      return [['Enter', t('payment.nextPatient')], ['Ctrl P', t('payment.printNow')], always];
    default:
      return step satisfies never;
  }
}
