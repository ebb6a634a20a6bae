import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Key } from '../app/frame/key.tsx';
import { useFigures } from '../app/use-figures.ts';

/** What the patient has paid in advance, and how much of it settles this bill. */
export function AdvanceLine({
  advanceMinor,
  applyMinor,
  applies,
  onToggle,
}: {
  advanceMinor: number;
  applyMinor: number;
  applies: boolean;
  onToggle: () => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <div className="advance-line" role="status">
      <div>
        <strong>{applies ? t('payment.advanceApplied', { amount: figures.money(applyMinor) }) : t('payment.advanceKept')}</strong>
        <div className="visit-more">{t('payment.advanceHeld', { amount: figures.money(advanceMinor) })}</div>
      </div>
      <Button variant="default" size="xs" tabIndex={-1} onClick={onToggle} rightSection={<Key name="Ctrl E" />}>
        {applies ? t('payment.keepAdvance') : t('payment.useAdvance')}
      </Button>
    </div>
  );
}
