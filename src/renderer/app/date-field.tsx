import { TextInput, type TextInputProps } from '@mantine/core';
import { useFigures } from './use-figures.ts';

/**
 * A day, `YYYY-MM-DD`, typed or picked as the browser lets one. While nobody is in the field it reads as the window's language
 * writes days, whatever the language of the browser; empty while it is half typed.
 */
export function DateField({
  value,
  onChange,
  ...rest
}: Omit<TextInputProps, 'type' | 'value' | 'onChange'> & { value: string; onChange: (date: string) => void }) {
  const figures = useFigures();
  return (
    <TextInput
      type="date"
      max="9999-12-31"
      classNames={{ wrapper: 'date-field' }}
      leftSection={
        <span className="date-read" aria-hidden>
          {value && figures.date(value)}
        </span>
      }
      leftSectionPointerEvents="none"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...rest}
    />
  );
}
