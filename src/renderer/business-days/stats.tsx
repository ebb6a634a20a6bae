import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClaimedOfDay } from '#domain/business-days/claimed-of-day.ts';
import { type DayTotals, netInvoicedMinor } from '#domain/business-days/day-totals.ts';
import { useFigures } from '../app/use-figures.ts';

/** A day's money at a glance: what was collected, and how, and what went out again or was no sale. */
export function Stats({ totals, claimed, lateMinor }: { totals: DayTotals; claimed: ClaimedOfDay; lateMinor: number }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { bank: bankMinor = 0 } = totals.takings;
  const claimedMinor = claimed.upi + claimed.bank;
  const ofIt = (minor: number) => (minor > 0 ? t('today.claimed', { amount: figures.money(minor) }) : undefined);
  const sums = [
    totals.receivedMinor,
    totals.takings.cash,
    totals.takings.card,
    totals.takings.upi,
    bankMinor,
    totals.invoicedMinor,
  ];
  // All as large as the longest allows: beside each other they are compared.
  const characters = Math.max(...sums.map((minor) => figures.money(minor).length));
  return (
    <div className="stats" style={{ '--characters': characters } as CSSProperties}>
      <Stat
        label={t('today.received')}
        value={figures.money(totals.receivedMinor)}
        more={[
          t('today.payments', { count: totals.payments }),
          totals.advances > 0 && t('today.advances', { count: totals.advances }),
          claimedMinor > 0 && t('today.claimedInside', { amount: figures.money(claimedMinor) }),
          lateMinor > 0 && t('today.lateInside', { amount: figures.money(lateMinor) }),
        ]
          .filter(Boolean)
          .join(', ')}
        strong
      />
      <Stat label={t('tenders.cash')} value={figures.money(totals.takings.cash)} />
      <Stat label={t('tenders.card')} value={figures.money(totals.takings.card)} />
      <Stat label={t('tenders.upi')} value={figures.money(totals.takings.upi)} more={ofIt(claimed.upi)} />
      {bankMinor !== 0 && <Stat label={t('tenders.bank')} value={figures.money(bankMinor)} more={ofIt(claimed.bank)} />}
      <Stat
        label={t('today.invoiced')}
        value={figures.money(totals.invoicedMinor)}
        more={
          totals.creditedMinor > 0
            ? t('today.creditedNet', {
                credited: figures.money(totals.creditedMinor),
                net: figures.money(netInvoicedMinor(totals)),
              })
            : t('today.invoices', { count: totals.invoices })
        }
      />
      <NotCollected totals={totals} />
    </div>
  );
}

/** In one line below: it belongs to what a drawer must hold, though it is none of the takings. */
function NotCollected({ totals }: { totals: DayTotals }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const refundedCash = totals.refunded.cash;
  const sums: readonly [string, number, string][] = [
    [t('till.refunds'), totals.refundedMinor, refundedCash > 0 ? t('today.inCash', { amount: figures.money(refundedCash) }) : ''],
    [t('days.exceptionKinds.paid-in'), totals.paidInMinor, ''],
    [t('days.exceptionKinds.paid-out'), totals.paidOutMinor, ''],
    [t('days.exceptionKinds.drop'), totals.dropsMinor, ''],
  ];
  return (
    <div className="panel stats-line">
      {sums.map(([label, minor, more]) => (
        <span key={label}>
          <span className="stat-label">{label}</span> <strong>{figures.money(minor)}</strong>{' '}
          {more !== '' && <span className="stat-label">{more}</span>}
        </span>
      ))}
    </div>
  );
}

function Stat({ label, value, more, strong = false }: { label: string; value: string; more?: string; strong?: boolean }) {
  return (
    <div className="panel stat">
      <span className="stat-label">{label}</span>
      <span className="stat-value" data-strong={strong || undefined}>
        {value}
      </span>
      <span className="stat-more">{more}</span>
    </div>
  );
}

/** An amount that may be less than nothing, and then says so in more than its colour. */
export function Money({ minor, signed = false }: { minor: number | null; signed?: boolean }) {
  const figures = useFigures();
  if (minor === null) return '–';
  const sign = minor < 0 ? '−' : signed && minor > 0 ? '+' : '';
  const tone = minor < 0 ? 'bad-text' : signed && minor > 0 ? 'due-text' : undefined;
  return (
    <span className={tone}>
      {sign}
      {figures.amount(Math.abs(minor))}
    </span>
  );
}
