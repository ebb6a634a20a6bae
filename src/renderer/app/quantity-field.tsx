import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { quantityOf } from './quantity.ts';

/** How many of a service, in a row of its own: what is no such number stays as it was typed, and is marked. */
export function QuantityField({
  typed,
  onChange,
  describedBy,
}: {
  typed: string;
  onChange: (typed: string) => void;
  /** The id of what says why it is wrong. */
  describedBy: string;
}) {
  const { t } = useTranslation();
  const isWrong = quantityOf(typed) === undefined;
  return (
    <TextInput
      size="xs"
      w={64}
      inputMode="numeric"
      maxLength={6}
      aria-label={t('common.quantity')}
      aria-describedby={isWrong ? describedBy : undefined}
      error={isWrong}
      value={typed}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
