import { useTranslation } from 'react-i18next';
import type { Exception } from '#domain/business-days/exception.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { useFigures } from '../app/use-figures.ts';
import { useFlagName } from '../app/use-flag-name.ts';

/** Entries about money that came late or were found odd. */
export function ExceptionTable({ rows, empty = '' }: { rows: readonly Exception[]; empty?: string }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const flagName = useFlagName();
  const columns: readonly Column<Exception>[] = [
    {
      title: t('days.entry'),
      cell: (one) => (
        <>
          <div>
            {t(`days.exceptionKinds.${one.kind}`)} {one.number} {one.reference}
          </div>
          <div className="visit-more">{one.reasons.map((reason) => flagName(reason)).join('; ')}</div>
        </>
      ),
    },
    { title: t('days.patient'), cell: (one) => one.patientName ?? '–' },
    { title: t('common.amount'), cell: (one) => figures.amount(one.amountMinor), figure: true },
    { title: t('days.when'), cell: (one) => figures.dateTime(one.recordedAtMs), figure: true },
    { title: t('days.countsIn'), cell: (one) => figures.day(one.postedDate), figure: true },
  ];
  return <DataTable label={t('days.supplement')} columns={columns} rows={rows} rowKey={(one) => one.id} empty={empty} />;
}
