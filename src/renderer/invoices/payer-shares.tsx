import { Button } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { PayerShare } from '#domain/invoices/payer-shares.ts';
import { addDays, calendarDate } from '#domain/kernel/calendar.ts';
import { useRead } from '../app/asking.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { DateField } from '../app/date-field.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { sessionStore } from '../app/session.ts';
import { useFigures, useTerminalState } from '../app/use-figures.ts';
import { SettlePayer } from './settle-payer.tsx';

/** How far back it is looked at first; the query answers a quarter at most. */
const USUAL_DAYS = 30;

type Billed = PayerShare['invoices'][number];

/** What insurers and employers are to pay, by payer; of the chosen one, by invoice. */
export function PayerShares({ branchId }: { branchId: string }) {
  const { t } = useTranslation();
  const today = useTerminalState().businessDate ?? '';
  const [from, setFrom] = useState(today && addDays(today, -USUAL_DAYS));
  const [to, setTo] = useState(today);
  const [wanted, setWanted] = useState<string | null>(null);
  const [settling, setSettling] = useState(false);
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const maySettle = session?.roles.some((role) => role === 'manager' || role === 'administrator') ?? false;
  const ready = [from, to].every((date) => calendarDate.safeParse(date).success) && from <= to;
  const { data, refusal } = useRead('payerShares', { branchId, from, to }, { when: ready, keep: true });
  const shares = data ?? [];
  const chosen = shares.find(({ payerName }) => payerName === wanted) ?? shares[0];
  const payerColumns = usePayerColumns();
  const invoiceColumns = useInvoiceColumns();
  return (
    <div className="halves" style={{ gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 4fr)' }}>
      <section className="panel" aria-label={t('backOffice.payers')}>
        <div className="panel-head">
          <h2 className="panel-title">{t('backOffice.payers')}</h2>
          <DateField size="xs" w={136} aria-label={t('prices.from')} value={from} onChange={setFrom} />
          <DateField size="xs" w={136} aria-label={t('prices.to')} value={to} onChange={setTo} />
        </div>
        <RefusalNote refusal={refusal} />
        <DataTable
          label={t('backOffice.payers')}
          columns={payerColumns}
          rows={shares}
          rowKey={({ payerName }) => payerName}
          empty={data ? t('payers.none') : ''}
          onOpen={({ payerName }) => setWanted(payerName)}
          isOpen={({ payerName }) => payerName === chosen?.payerName}
        />
      </section>
      <section className="panel" aria-label={t('payers.invoices')}>
        <div className="panel-head">
          <h2 className="panel-title">{chosen?.payerName ?? t('payers.invoices')}</h2>
          <span className="visit-more">{t('payers.what')}</span>
          {maySettle && (
            <Button size="xs" disabled={!chosen?.invoices.some(({ dueMinor }) => dueMinor > 0)} onClick={() => setSettling(true)}>
              {t('payers.record')}
            </Button>
          )}
        </div>
        <DataTable
          label={t('payers.invoices')}
          columns={invoiceColumns}
          rows={chosen?.invoices ?? []}
          rowKey={({ id }) => id}
          empty=""
          tight
        />
      </section>
      {settling && chosen && <SettlePayer branchId={branchId} payer={chosen} onClose={() => setSettling(false)} />}
    </div>
  );
}

function usePayerColumns(): readonly Column<PayerShare>[] {
  const { t } = useTranslation();
  const figures = useFigures();
  return [
    { title: t('payers.payer'), cell: (one) => <strong>{one.payerName}</strong> },
    { title: t('payers.invoices'), cell: (one) => figures.count(one.invoices.length), figure: true },
    { title: t('payers.owes'), cell: (one) => figures.amount(one.amountMinor), figure: true },
    { title: t('payers.due'), cell: (one) => <strong>{figures.amount(one.dueMinor)}</strong>, figure: true },
  ];
}

function useInvoiceColumns(): readonly Column<Billed>[] {
  const { t } = useTranslation();
  const figures = useFigures();
  return [
    {
      title: t('cashier.invoice'),
      cell: (one) => (
        <>
          {one.number}
          <div className="visit-more">{figures.date(one.businessDate)}</div>
        </>
      ),
    },
    { title: t('claims.patient'), cell: (one) => one.patientName },
    { title: t('payers.billed'), cell: (one) => figures.amount(one.totalMinor), figure: true },
    { title: t('payers.owes'), cell: (one) => figures.amount(one.shareMinor), figure: true },
    { title: t('payers.paid'), cell: (one) => figures.amount(one.paidMinor), figure: true },
    { title: t('payers.writtenOff'), cell: (one) => figures.amount(one.writtenOffMinor), figure: true },
    { title: t('payers.due'), cell: (one) => <strong>{figures.amount(one.dueMinor)}</strong>, figure: true },
  ];
}
