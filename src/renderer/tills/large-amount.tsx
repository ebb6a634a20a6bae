import { Text } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { amountInWords } from '../app/amount-in-words.ts';
import { useLanguage } from '../app/preferences.ts';
import { useFigures } from '../app/use-figures.ts';
import { isAskedAgain } from './asked-again.ts';

/** Asks about an amount that is large by itself before it is taken. */
export interface LargeAmount {
  /** What was asked about and still stands in the field, minor units; null: nothing. */
  readonly askedMinor: number | null;
  /** @returns whether it has to be said once more first; what is asked then shows */
  asks(): boolean;
  /** For its field: the first Enter asks, the second goes on. */
  onKeyDown(event: KeyboardEvent): void;
}

export function useLargeAmount(amountMinor: number | undefined): LargeAmount {
  const [askedMinor, setAskedMinor] = useState<number | null>(null);
  const asks = () => {
    const isAsked = isAskedAgain(amountMinor, askedMinor);
    if (isAsked) setAskedMinor(amountMinor);
    return isAsked;
  };
  return {
    askedMinor: amountMinor === askedMinor ? askedMinor : null,
    asks,
    onKeyDown(event) {
      if (event.key === 'Enter' && !event.nativeEvent.isComposing && !event.ctrlKey && asks()) event.preventDefault();
    },
  };
}

/** Held, Enter is one wish: the second one must be pressed. */
export function notByHeldEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.repeat) event.preventDefault();
}

/** The amount in figures and in words, as a question. */
export function LargeAmountNote({ minor }: { minor: number }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const words = amountInWords(minor, figures.currency, useLanguage());
  const amount = figures.money(minor);
  return (
    <Text className="chip due sentence" mt="xs" role="alert">
      {t('drawer.largeAmount', { amount: words === null ? amount : `${amount} (${words})` })}
    </Text>
  );
}
