import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { XReport as Report } from '#domain/tills/x-report.ts';
import { useRead } from '../app/asking.ts';
import { Dialog } from '../app/dialog.tsx';
import { Facts } from '../app/facts.tsx';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';

/** The till as it stands. What would tell a cashier the cash in the drawer stays hidden. */
export function XReport({ tillId = null, onClose }: { tillId?: string | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { data, refusal } = useRead('xReport', { tillId });
  return (
    <Dialog onClose={onClose} title={t('till.xTitle')}>
      <RefusalNote refusal={refusal} />
      {data && <Figures report={data} />}
      <div className="buttons">
        <Button data-autofocus variant="default" onClick={onClose} rightSection={<Key name="Esc" />}>
          {t('common.close')}
        </Button>
      </div>
    </Dialog>
  );
}

function Figures({ report }: { report: Report }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const seen = (minor: number | null) => (minor === null ? t('till.hidden') : figures.money(minor));
  const { takings } = report;
  return (
    <>
      <Facts
        facts={[
          [t('till.takenAt'), figures.dateTime(report.takenAtMs)],
          [t('frame.businessDate'), figures.date(report.businessDate)],
          [t('till.float'), figures.money(report.openingFloatMinor)],
          [t('till.payments'), report.payments],
          [t('till.invoices'), report.invoices],
          [t('till.reprints'), report.reprints],
        ]}
      />
      <h3 className="part-title">{t('till.takings')}</h3>
      <Facts
        facts={[
          [t('tenders.cash'), seen(takings.cash)],
          [t('tenders.card'), figures.money(takings.card)],
          [t('tenders.upi'), figures.money(takings.upi)],
          [t('common.total'), seen(takings.totalMinor)],
          [t('till.expected'), seen(report.expectedMinor)],
        ]}
      />
      {report.expectedMinor === null && (
        <Text size="xs" c="dimmed" mt="xs">
          {t('till.blind')}
        </Text>
      )}
    </>
  );
}
