import { TextInput, type TextInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFigures, useTerminalState } from '../app/use-figures.ts';
import { parseBirth } from './birth.ts';
import { useAgeText } from './use-person-line.ts';

/** An age or a birth date, and below it what was understood or what is wrong with it. */
export function BirthField({ error, value = '', ...props }: Omit<TextInputProps, 'value'> & { value?: string }) {
  const { t } = useTranslation();
  const { businessDate } = useTerminalState();
  const figures = useFigures();
  const ageText = useAgeText();
  const read = parseBirth(value, businessDate ?? '');
  const born = read?.birthDate ? `${figures.date(read.birthDate)}, ` : '';
  const meant = read ? `${born}${ageText({ ...read, ageAsOf: businessDate })}` : t('register.birthHint');
  return (
    <TextInput
      label={t('register.birth')}
      description={error ? undefined : meant}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      autoComplete="off"
      value={value}
      error={error}
      {...props}
    />
  );
}
