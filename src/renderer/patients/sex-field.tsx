import { Input, SegmentedControl } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sex } from '#domain/patients/changes.ts';
import { Key } from '../app/frame/key.tsx';
import { SEXES, sexByKey } from './sex-keys.ts';

/** F, M, O or an arrow chooses while the field has the keyboard; Enter goes on only when something is chosen. */
export function SexField({
  value,
  onChange,
  onLacking,
  error,
}: {
  value: Sex | null;
  onChange: (to: Sex) => void;
  /** Enter was pressed with nothing chosen. */
  onLacking: () => void;
  error: ReactNode;
}) {
  const { t } = useTranslation();
  const label = useId();
  const why = useId();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Enter' && value === null) {
      event.preventDefault();
      return onLacking();
    }
    const to = event.ctrlKey || event.altKey || event.metaKey ? undefined : sexByKey(event.key, value);
    if (!to) return;
    event.preventDefault();
    onChange(to);
    // Where the keyboard is, the next arrow goes on from.
    event.currentTarget.querySelector<HTMLInputElement>(`input[value="${to}"]`)?.focus();
  };
  return (
    <div>
      <div className="field-label" id={label}>
        {t('register.sex')} <Key name="F" /> <Key name="M" /> <Key name="O" />
      </div>
      <SegmentedControl
        fullWidth
        aria-labelledby={label}
        aria-describedby={error ? why : undefined}
        aria-invalid={error ? true : undefined}
        value={value ?? ''}
        onChange={(to) => onChange(to as Sex)}
        onKeyDown={onKeyDown}
        data={SEXES.map((sex) => ({ value: sex, label: t(`sexes.${sex}`) }))}
      />
      {error && (
        <Input.Error id={why} mt={4}>
          {error}
        </Input.Error>
      )}
    </div>
  );
}
