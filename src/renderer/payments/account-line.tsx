import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StandingAccount } from '#domain/advances/standing-account.ts';
import { Key } from '../app/frame/key.tsx';
import { useFigures } from '../app/use-figures.ts';

/** The patient's advance and older dues, always in the same place; F3 opens what can be done about them. */
export function AccountLine({ account, onOpen }: { account: StandingAccount | null; onOpen: () => void }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const advanceMinor = account?.advanceMinor ?? 0;
  const otherDuesMinor = account?.otherDuesMinor ?? 0;
  const owedBackMinor = account?.owedBackMinor ?? 0;
  return (
    <div className="account-line">
      <div>
        {advanceMinor > 0 && (
          <span className="chip good">{t('payment.advanceHeld', { amount: figures.money(advanceMinor) })}</span>
        )}{' '}
        {otherDuesMinor > 0 && (
          <span className="chip due">{t('account.otherDues', { amount: figures.money(otherDuesMinor) })}</span>
        )}
        {owedBackMinor > 0 && <span className="chip due">{t('account.owedBack', { amount: figures.money(owedBackMinor) })}</span>}
        {account !== null && advanceMinor + otherDuesMinor + owedBackMinor === 0 && (
          <span className="visit-more">{t('account.nothing')}</span>
        )}
      </div>
      <Button variant="subtle" color="gray" size="xs" tabIndex={-1} onClick={onOpen} rightSection={<Key name="F3" />}>
        {t('account.open')}
      </Button>
    </div>
  );
}
