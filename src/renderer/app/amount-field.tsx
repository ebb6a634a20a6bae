import { TextInput, type TextInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MAX_AMOUNT_MINOR } from '#domain/kernel/money.ts';
import type { AmountLimits } from './figures.ts';
import { useFigures } from './use-figures.ts';

interface Wanted extends AmountLimits {
  /** Somebody has tried to go on: what is missing is said too, not only what is wrong. */
  readonly tried?: boolean;
}

/** Says in words what is wrong with a typed amount; null where nothing is. */
export function useAmountWrong(): (text: string, wanted?: Wanted) => string | null {
  const { t } = useTranslation();
  const figures = useFigures();
  return (text, { tried = false, ...limits } = {}) => {
    const fault = figures.amountFault(text, limits);
    if (fault === undefined) return null;
    // Nobody is told that something is missing while they are about to type it, or the 0 of 0.50.
    if (!tried && (fault === 'empty' || fault === 'zero')) return null;
    if (fault === 'empty' && limits.zero) return t('amountFaults.emptyOrZero');
    const most = figures.money(limits.mostMinor ?? MAX_AMOUNT_MINOR);
    return t(`amountFaults.${fault}`, { most, digits: figures.digits });
  };
}

/** A field for an amount of money, which says what is wrong with what stands in it. */
export function AmountField({
  value,
  onTyped,
  zero,
  mostMinor,
  tried,
  ...field
}: Omit<TextInputProps, 'value' | 'onChange' | 'error'> &
  Wanted & {
    value: string;
    onTyped: (text: string) => void;
  }) {
  const wrong = useAmountWrong();
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      // Whoever comes back to an amount types another one, and does not write on at the end of it.
      onFocus={(event) => event.currentTarget.select()}
      {...field}
      value={value}
      onChange={(event) => onTyped(event.currentTarget.value)}
      error={wrong(value, { zero, mostMinor, tried })}
    />
  );
}
