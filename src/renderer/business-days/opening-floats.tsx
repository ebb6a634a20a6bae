import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OpeningFloat } from '#domain/tills/opening-floats.ts';
import { useRead } from '../app/asking.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { Money } from './stats.tsx';

/** What tills began with, beside what the last Z of the drawer had left in it. */
export function OpeningFloats({ branchId, from, to }: { branchId: string; from: string; to: string }) {
  const { t } = useTranslation();
  const { data, refusal } = useRead('openingFloats', { branchId, from, to }, { when: to !== '' });
  return (
    <>
      <div className="panel-head">
        <h2 className="panel-title" style={{ flex: 'none' }}>
          {t('closing.floats')}
        </h2>
        <Text size="xs" c="dimmed">
          {t('closing.floatsWhat')}
        </Text>
      </div>
      <RefusalNote refusal={refusal} />
      <DataTable
        label={t('closing.floats')}
        columns={useFloatColumns()}
        rows={data ?? []}
        rowKey={({ tillId }) => tillId}
        empty={t('closing.noFloats')}
      />
    </>
  );
}

function useFloatColumns(): readonly Column<OpeningFloat>[] {
  const { t } = useTranslation();
  const figures = useFigures();
  return [
    { title: t('today.opened'), cell: (one) => figures.dateTime(one.openedAtMs) },
    { title: t('today.terminal'), cell: (one) => one.terminalCode },
    { title: t('today.cashier'), cell: (one) => one.cashierName },
    { title: t('closing.float'), cell: (one) => figures.amount(one.floatMinor), figure: true },
    {
      title: t('closing.left'),
      cell: (one) => (
        <>
          <div>
            {figures.amount(one.leftMinor)} · {t('till.z', { number: one.afterZ })}
          </div>
          {!one.said && <div className="visit-more">{t('closing.allCounted')}</div>}
        </>
      ),
      figure: true,
    },
    { title: t('closing.floatDiffers'), cell: (one) => <Money minor={one.differenceMinor} signed />, figure: true },
  ];
}
