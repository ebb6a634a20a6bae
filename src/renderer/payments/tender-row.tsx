import { ActionIcon, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountField } from '../app/amount-field.tsx';
import { isOddReference, isOfReference, isReferenceLacking, type Lack, type TenderRow as Row } from './settle.ts';

export interface TenderRowHandle {
  /** Puts the keyboard where something is lacking. */
  focus(lack: Lack): void;
}

/**
 * One way of paying: cash as it is handed over, card with its slip, UPI with its reference. In a form where Enter moves on, its
 * last field is the last that is needed: Enter does there what the button says.
 */
export function TenderRow({
  row,
  only,
  tried = false,
  hinted = true,
  onChange,
  onRemove,
  ref,
}: {
  row: Row;
  only: boolean;
  /** Somebody has tried to go on: a missing amount is said too. */
  tried?: boolean;
  /** False while something is asked about it elsewhere: one sentence at a time. */
  hinted?: boolean;
  onChange: (to: Row) => void;
  onRemove: () => void;
  ref: Ref<TenderRowHandle>;
}) {
  const { t } = useTranslation();
  const amount = useRef<HTMLInputElement>(null);
  const lastFour = useRef<HTMLInputElement>(null);
  const reference = useRef<HTMLInputElement>(null);
  useEffect(() => amount.current?.select(), []);
  useImperativeHandle(ref, () => ({
    focus: (lack) => {
      const field = lack === 'last-four' ? lastFour : isOfReference(lack) ? reference : amount;
      field.current?.focus();
      field.current?.select();
    },
  }));
  const set = (part: Partial<Row>) => onChange({ ...row, ...part });
  const isOdd = hinted && isOddReference(row) && !isReferenceLacking(row);
  return (
    <fieldset className="tender" aria-label={t(`tenders.${row.kind}`)}>
      <div className="tender-kind">{t(`tenders.${row.kind}`)}</div>
      <AmountField
        ref={amount}
        className="tender-amount"
        label={row.kind === 'cash' ? t('payment.given') : t('payment.charged')}
        autoFocus
        data-last={row.kind === 'cash' || undefined}
        value={row.typed}
        onTyped={(typed) => set({ typed })}
        tried={tried}
      />
      <div>
        {!only && (
          <ActionIcon variant="subtle" color="gray" aria-label={t('payment.removeRow')} onClick={onRemove} tabIndex={-1}>
            <IconX size={16} />
          </ActionIcon>
        )}
      </div>
      {row.kind === 'card' && (
        <div className="tender-more">
          <TextInput
            ref={lastFour}
            label={t('payment.lastFour')}
            inputMode="numeric"
            maxLength={4}
            autoComplete="off"
            value={row.lastFour}
            onChange={(event) => set({ lastFour: event.currentTarget.value.replace(/\D/g, '') })}
          />
          <TextInput
            ref={reference}
            label={t('payment.reference')}
            maxLength={40}
            autoComplete="off"
            data-last
            value={row.reference}
            onChange={(event) => set({ reference: event.currentTarget.value })}
          />
        </div>
      )}
      {(row.kind === 'upi' || row.kind === 'bank') && (
        <div className="tender-more upi">
          <TextInput
            ref={reference}
            label={t(row.kind === 'upi' ? 'payment.upiReference' : 'payment.bankReference')}
            maxLength={40}
            autoComplete="off"
            data-last
            value={row.reference}
            onChange={(event) => set({ reference: event.currentTarget.value })}
          />
          {/* It may be all that the cashier has: it is said, and does not keep the payment from being taken. */}
          <div role="status" className="reference-odd">
            {isOdd && t(row.kind === 'upi' ? 'payment.upiReferenceOdd' : 'payment.referenceOdd')}
          </div>
        </div>
      )}
    </fieldset>
  );
}
