import { useTranslation } from 'react-i18next';
import type { PatientDocument } from '#domain/documents/documents-listed.ts';
import { useFigures } from '../app/use-figures.ts';

/** A numbered document in a list: what it is, over how much, and how often it is on paper. */
export function DocumentRow({ one, named = false }: { one: PatientDocument; named?: boolean }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { kind, number, patientName, businessDate, amountMinor, printed, duplicates, here } = one;
  const more = [
    !printed && t('payment.notPrinted'),
    duplicates > 0 && t('payment.duplicates', { count: duplicates }),
    !here && t('account.madeElsewhere'),
  ];
  return (
    <div className="billing-row" style={{ gridTemplateColumns: '150px minmax(0, 1fr) auto' }}>
      <span>
        <div className="visit-name">{number}</div>
        <div className="visit-more">{figures.date(businessDate)}</div>
      </span>
      <div className="clip">
        <div className="clip">{[t(`account.documentKinds.${kind}`), named && patientName].filter(Boolean).join(' · ')}</div>
        <div className="visit-more clip">{more.filter(Boolean).join(' · ')}</div>
      </div>
      <span className="figure visit-name">{figures.amount(amountMinor)}</span>
    </div>
  );
}
