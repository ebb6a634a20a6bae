import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayTill } from '#domain/business-days/day-figures.ts';
import { timesTaken } from '#domain/business-days/day-totals.ts';
import { xReport } from '#domain/tills/x-report.ts';
import { zDocument } from '#domain/tills/z-document.ts';
import { VISIT_STANDINGS, visitStanding } from '#domain/visits/visit-standing.ts';
import { VISIT_STATES } from '#domain/visits/visit-state.ts';
import { useRead } from '../app/asking.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures, useTerminalState } from '../app/use-figures.ts';
import { useMayAsk } from '../app/use-may-ask.ts';
import { Paper } from '../payments/paper.tsx';
import { XReport } from '../tills/x-report.tsx';
import { StateChip } from '../visits/state-chip.tsx';
import { Money, Stats } from './stats.tsx';

/** What has come in today, as far as it has arrived here. */
export function Today({ branchId }: { branchId: string }) {
  const { t } = useTranslation();
  const { businessDate } = useTerminalState();
  const { data, refusal } = useRead('dayFigures', { branchId, date: businessDate ?? '' }, { when: businessDate !== null });
  return (
    <>
      <RefusalNote refusal={refusal} />
      {data && <Stats totals={data.posted} claimed={data.claimed} lateMinor={data.postedLate.receivedMinor} />}
      {businessDate !== null && <Visits branchId={branchId} date={businessDate} />}
      <section className="panel" style={{ flex: 1 }} aria-label={t('today.tills')}>
        <div className="panel-head">
          <h2 className="panel-title">{t('today.tills')}</h2>
        </div>
        <Tills tills={data?.tills ?? []} />
      </section>
    </>
  );
}

function Visits({ branchId, date }: { branchId: string; date: string }) {
  const { t } = useTranslation();
  const { data, refusal } = useRead('todaysVisits', { branchId, date });
  const count = (state: string) => (data ?? []).filter((one) => visitStanding(one) === state).length;
  // What most days have none of is said where there is some.
  const shown = VISIT_STANDINGS.filter((state) => VISIT_STATES.some((usual) => usual === state) || count(state) > 0);
  // An administrator is not of the front desk: who waits is not theirs to see.
  if (refusal) return null;
  return (
    <section
      className="panel"
      style={{ flexFlow: 'row wrap', alignItems: 'center', gap: '6px 22px', padding: '9px 14px' }}
      aria-label={t('today.visits')}
    >
      <h2 className="panel-title" style={{ flex: 'none' }}>
        {t('today.visits')}
      </h2>
      {shown.map((state) => (
        <span key={state} style={{ display: 'inline-flex', gap: 8, alignItems: 'baseline' }}>
          <strong>{count(state)}</strong>
          <StateChip state={state} />
        </span>
      ))}
    </section>
  );
}

type Shown = { readonly kind: 'x' | 'z'; readonly till: DayTill };

/** Tills of a day, open ones as they stand. */
export function Tills({ tills }: { tills: readonly DayTill[] }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<Shown | null>(null);
  const columns = useTillColumns(tills, setShown);
  return (
    <>
      <DataTable
        label={t('today.tills')}
        columns={columns}
        rows={tills}
        rowKey={({ tillId }) => tillId}
        empty={t('today.noTills')}
        tight
      />
      {shown?.kind === 'x' && <XReport tillId={shown.till.tillId} onClose={() => setShown(null)} />}
      {shown?.kind === 'z' && (
        <Paper
          of={{ kind: 'z', tillId: shown.till.tillId, title: t('till.z', { number: shown.till.zNumber ?? 0 }) }}
          onClose={() => setShown(null)}
        />
      )}
    </>
  );
}

function useTillColumns(tills: readonly DayTill[], onShow: (shown: Shown) => void): readonly Column<DayTill>[] {
  const { t } = useTranslation();
  const figures = useFigures();
  const money = (minor: number | null) => (minor === null ? '–' : figures.amount(minor));
  // An administrator judges the days; the slips are for those of the counter and the auditor.
  const seen = { x: useMayAsk(xReport), z: useMayAsk(zDocument) };
  const handsOver = tills.some((one) => one.handoverMinor !== undefined);
  const handoverOf = (one: DayTill) => <Money minor={one.handoverMinor ?? null} signed />;
  const hasBank = tills.some(({ takings }) => (takings.bank ?? 0) !== 0);
  return [
    { title: t('today.terminal'), cell: (one) => <strong>{one.terminalCode}</strong> },
    { title: t('today.cashier'), cell: (one) => one.cashierName },
    {
      title: t('common.state'),
      cell: (one) => <span className={one.state === 'OPEN' ? 'chip due' : 'chip good'}>{t(`today.state.${one.state}`)}</span>,
    },
    { title: t('today.opened'), cell: (one) => figures.time(one.openedAtMs), figure: true },
    { title: t('today.closed'), cell: (one) => (one.closedAtMs === null ? '–' : figures.time(one.closedAtMs)), figure: true },
    { title: t('till.takings'), cell: timesTaken, figure: true },
    { title: t('tenders.cash'), cell: (one) => money(one.takings.cash), figure: true },
    { title: t('tenders.card'), cell: (one) => money(one.takings.card), figure: true },
    { title: t('tenders.upi'), cell: (one) => money(one.takings.upi), figure: true },
    ...(hasBank ? [{ title: t('tenders.bank'), cell: (one: DayTill) => money(one.takings.bank ?? 0), figure: true }] : []),
    { title: t('common.total'), cell: (one) => <strong>{money(one.receivedMinor)}</strong>, figure: true },
    { title: t('today.counted'), cell: (one) => money(one.countedMinor), figure: true },
    { title: t('today.varianceShort'), cell: (one) => <Money minor={one.varianceMinor} signed />, figure: true },
    ...(handsOver ? [{ title: t('closing.handover'), cell: handoverOf, figure: true }] : []),
    {
      title: '',
      cell: (one) => {
        const kind = one.zNumber === null ? 'x' : 'z';
        const name = one.zNumber === null ? t('today.x') : t('till.z', { number: one.zNumber });
        if (!seen[kind]) return one.zNumber !== null && name;
        return (
          <Button size="compact-xs" variant="default" onClick={() => onShow({ kind, till: one })}>
            {name}
          </Button>
        );
      },
    },
  ];
}
