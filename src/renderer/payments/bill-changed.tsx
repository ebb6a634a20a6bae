import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Key } from '../app/frame/key.tsx';
import { useFigures } from '../app/use-figures.ts';
import { useKeys } from '../app/use-keys.ts';

/** What was being paid is no longer what is due: the doctor added to it, or another counter took of it. */
export function BillChanged({
  beforeMinor,
  nowMinor,
  onAgain,
  onBack,
}: {
  beforeMinor: number;
  nowMinor: number;
  onAgain: () => void;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const owed = nowMinor > 0;
  useKeys({ escape: onBack, enter: owed ? onAgain : onBack });
  return (
    <div className="panel-body">
      <p className="chip due sentence" role="alert">
        {owed
          ? t('payment.billChanged', { before: figures.money(beforeMinor), now: figures.money(nowMinor) })
          : t('payment.billSettled')}
      </p>
      <div className="buttons">
        <Button variant="default" onClick={onBack} rightSection={<Key name="Esc" />}>
          {t('common.back')}
        </Button>
        {owed && (
          <Button onClick={onAgain} rightSection={<Key name="Enter" onButton />}>
            {t('payment.beginAgain')}
          </Button>
        )}
      </div>
    </div>
  );
}
