import { useTranslation } from 'react-i18next';
import { useAmountWrong } from '../app/amount-field.tsx';
import { useFigures } from '../app/use-figures.ts';
import type { Settlement, TenderRow } from './settle.ts';

/** What is still to be paid, or the change: said in one place, so that the eye need not look for it. */
export function Balance({ settlement, rows }: { settlement: Settlement; rows: readonly TenderRow[] }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const amountWrong = useAmountWrong();
  const { remainingMinor, changeMinor, lack } = settlement;
  const short = remainingMinor > 0;
  // An amount that cannot be read is said at its field, and nothing else beside it.
  const isSaid = rows.some(({ typed }) => amountWrong(typed) !== null);
  return (
    <>
      <div className={`balance ${short ? 'short' : 'change'}`} role="status">
        <span>{short ? t('payment.remaining') : t('payment.change')}</span>
        <span className="balance-amount">{figures.money(short ? remainingMinor : changeMinor)}</span>
      </div>
      <div className="lack" role="status">
        {lack && !isSaid ? t(`payment.lacks.${lack.kind}`) : ''}
      </div>
    </>
  );
}
