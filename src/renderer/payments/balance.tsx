import { useTranslation } from 'react-i18next';
import { useFigures } from '../app/use-figures.ts';
import type { Settlement } from './settle.ts';

/** What is still to be paid, or the change: said in one place, so that the eye need not look for it. */
export function Balance({ settlement }: { settlement: Settlement }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { remainingMinor, changeMinor, lack } = settlement;
  const short = remainingMinor > 0;
  return (
    <>
      <div className={`balance ${short ? 'short' : 'change'}`} role="status">
        <span>{short ? t('payment.remaining') : t('payment.change')}</span>
        <span className="balance-amount">{figures.money(short ? remainingMinor : changeMinor)}</span>
      </div>
      <div className="lack" role="status">
        {lack ? t(`payment.lacks.${lack.kind}`) : ''}
      </div>
    </>
  );
}
