import { Button, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { XReport as Report } from '#domain/tills/x-report.ts';
import { useRead } from '../app/asking.ts';
import { Dialog } from '../app/dialog.tsx';
import { Facts } from '../app/facts.tsx';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { useDialogKeys } from '../app/use-keys.ts';
import { Paper } from '../payments/paper.tsx';

/** The till as it stands. What would tell a cashier the cash in the drawer stays hidden. */
export function XReport({ tillId = null, onClose }: { tillId?: string | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { data, refusal } = useRead('xReport', { tillId });
  const [printing, setPrinting] = useState(false);
  const print = data ? () => setPrinting(true) : undefined;
  useDialogKeys({ 'mod+p': !printing && print });
  if (printing) return <Paper of={{ kind: 'x', of: { tillId }, title: t('till.xTitle') }} onClose={onClose} />;
  return (
    <Dialog onClose={onClose} title={t('till.xTitle')}>
      <RefusalNote refusal={refusal} />
      {data && <Figures report={data} />}
      <div className="buttons">
        <Button variant="default" disabled={!print} onClick={print} rightSection={<Key name="Ctrl P" />}>
          {t('payment.printNow')}
        </Button>
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
          [t('tenders.bank'), figures.money(takings.bank)],
          [t('common.total'), seen(takings.totalMinor)],
          [t('till.expected'), seen(report.expectedMinor)],
        ]}
      />
      <Besides report={report} />
      {report.expectedMinor === null && (
        <Text size="xs" c="dimmed" mt="xs">
          {t('till.blind')}
        </Text>
      )}
    </>
  );
}

/** What the till did besides selling; what it did not do is left out. */
function Besides({ report }: { report: Report }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const counted = (count: number, minor: number | null) => (minor === null ? count : `${count} · ${figures.money(minor)}`);
  const facts: [string, ReactNode, number][] = [
    [t('till.advances'), counted(report.advances, report.advancesMinor), report.advances],
    [t('till.refunds'), counted(report.refunds, report.refundsMinor), report.refunds],
    [t('till.creditNotes'), counted(report.creditNotes, report.creditedMinor), report.creditNotes],
    [t('till.discounts'), figures.money(report.discountsMinor), report.discountsMinor],
    [t('till.waived'), figures.money(report.waivedMinor), report.waivedMinor],
    [t('drawer.kinds.paid-in'), figures.money(report.paidInMinor), report.paidInMinor],
    [t('drawer.kinds.paid-out'), figures.money(report.paidOutMinor), report.paidOutMinor],
    [t('drawer.kinds.drop'), figures.money(report.dropsMinor), report.dropsMinor],
    [t('drawer.kinds.no-sale'), report.noSales, report.noSales],
  ];
  const done = facts.filter(([, , much]) => much !== 0).map(([name, value]) => [name, value] as const);
  if (done.length === 0) return null;
  return (
    <>
      <h3 className="part-title">{t('till.besides')}</h3>
      <Facts facts={done} />
    </>
  );
}
