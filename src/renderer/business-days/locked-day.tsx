import { Button, Group, Table, Text } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { type DayTotals, netInvoicedMinor } from '#domain/business-days/day-totals.ts';
import type { DayFigures } from '#domain/business-days/figures-of-day.ts';
import type { Supplement } from '#domain/business-days/supplement.ts';
import { zDocument } from '#domain/tills/z-document.ts';
import { useRead, useRun } from '../app/asking.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { sessionStore } from '../app/session.ts';
import { useFigures } from '../app/use-figures.ts';
import { useMayAsk } from '../app/use-may-ask.ts';
import { Paper } from '../payments/paper.tsx';
import { DayPapers } from './day-papers.tsx';
import { DayTerminals } from './day-terminals.tsx';
import { ExceptionTable } from './exception-table.tsx';
import { Money } from './stats.tsx';

/** A locked day: its figures for good, and beside them what has become known since. */
export function LockedDay({ branchId, date }: { branchId: string; date: string }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data, refusal } = useRead('dayFigures', { branchId, date });
  const { lock } = data ?? { lock: null };
  return (
    <>
      <div className="panel-head">
        <h2 className="panel-title">{t('days.lockedTitle', { date: figures.day(date) })}</h2>
        {lock?.incomplete && <span className="chip bad">{t('days.incomplete')}</span>}
        <DayPapers branchId={branchId} date={date} supplement={data?.supplement != null} />
      </div>
      <RefusalNote refusal={refusal} />
      {data && (
        <div className="panel-body">
          {lock && (
            <Text size="sm">{t('days.lockedBy', { name: lock.lockedByName, time: figures.dateTime(lock.lockedAtMs) })}</Text>
          )}
          {lock?.reason && (
            <Text size="sm" mt={4}>
              {t('days.forcedBecause', { reason: lock.reason })}
            </Text>
          )}
          <BothFigures data={data} />
          <h3 className="part-title">{t('days.terminals')}</h3>
          <DayTerminals terminals={lock?.terminals ?? []} />
          {data.idle.length > 0 && <ZeroZs idle={data.idle} />}
          <h3 className="part-title">{t('days.supplement')}</h3>
          {data.supplement ? <Late supplement={data.supplement} data={data} /> : <Text c="dimmed">{t('days.noSupplement')}</Text>}
        </div>
      )}
    </>
  );
}

/** Terminals at which no till was opened: each zero Z can be looked at and printed like any Z, by who may see one. */
function ZeroZs({ idle }: { idle: DayFigures['idle'] }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<DayFigures['idle'][number] | null>(null);
  const maySee = useMayAsk(zDocument);
  const titleOf = ({ number }: DayFigures['idle'][number]) => t('till.z', { number: `0/${number ?? '–'}` });
  return (
    <Group gap="xs" mt={4}>
      <Text size="sm">{t('closing.idle')}:</Text>
      {idle.map((one) =>
        maySee ? (
          <Button key={one.id} size="compact-xs" variant="default" onClick={() => setShown(one)}>
            {one.terminalCode} {titleOf(one)}
          </Button>
        ) : (
          <Text key={one.id} size="sm">
            {one.terminalCode} {titleOf(one)}
          </Text>
        ),
      )}
      {shown && (
        <Paper
          of={{ kind: 'z', tillId: shown.id, title: `${shown.terminalCode} ${titleOf(shown)}` }}
          onClose={() => setShown(null)}
        />
      )}
    </Group>
  );
}

/** The first rows stand there even where nothing was done. */
const ALWAYS = 5;

function BothFigures({ data }: { data: DayFigures }) {
  const { t } = useTranslation();
  const { upi, bank } = data.claimed;
  const rows: [string, (totals: DayTotals) => number | null, claimedMinor?: number][] = [
    [t('tenders.cash'), (one) => one.takings.cash],
    [t('tenders.card'), (one) => one.takings.card],
    [t('tenders.upi'), (one) => one.takings.upi, upi],
    [t('tenders.bank'), (one) => one.takings.bank ?? 0, bank],
    [t('today.received'), (one) => one.receivedMinor, upi + bank],
    [t('till.advances'), (one) => one.advancesMinor],
    [t('till.refunds'), (one) => one.refundedMinor],
    [t('today.invoiced'), (one) => one.invoicedMinor],
    [t('today.credited'), (one) => one.creditedMinor],
    [t('today.netInvoiced'), netInvoicedMinor],
    [t('till.discounts'), (one) => one.discountsMinor],
    [t('till.waived'), (one) => one.waivedMinor],
    [t('drawer.kinds.paid-in'), (one) => one.paidInMinor],
    [t('drawer.kinds.paid-out'), (one) => one.paidOutMinor],
    [t('drawer.kinds.drop'), (one) => one.dropsMinor],
    [t('today.variance'), (one) => one.varianceMinor],
    // A day that was locked before they were added up does not say.
    [t('today.handover'), (one) => one.handoverMinor ?? null],
    [t('closing.unproven'), (one) => one.unprovenMinor],
  ];
  const closed = data.asClosed?.totals ?? data.posted;
  return (
    <Table mt="sm" aria-label={t('days.figures')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('days.figures')}</Table.Th>
          <Table.Th className="figure">{t('days.asClosed')}</Table.Th>
          <Table.Th className="figure">{t('days.sinceKnown')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows
          .filter(([, of], at) => at < ALWAYS || (of(closed) ?? 0) !== 0 || (of(data.asSinceKnown) ?? 0) !== 0)
          .map(([name, of, claimedMinor = 0]) => (
            <Table.Tr key={name}>
              <Table.Td>
                {name}
                <StillClaimed minor={claimedMinor} />
              </Table.Td>
              <Table.Td className="figure">
                <Money minor={of(closed)} />
              </Table.Td>
              <Table.Td className="figure">
                <strong className={of(closed) === of(data.asSinceKnown) ? undefined : 'due-text'}>
                  <Money minor={of(data.asSinceKnown)} />
                </strong>
              </Table.Td>
            </Table.Tr>
          ))}
      </Table.Tbody>
    </Table>
  );
}

/** Beside a figure that never changes: what of it only a patient has shown so far. It goes as the bank confirms it. */
function StillClaimed({ minor }: { minor: number }) {
  const { t } = useTranslation();
  const figures = useFigures();
  if (minor === 0) return null;
  return (
    <Text size="xs" className="due-text">
      {t('days.stillClaimed', { amount: figures.money(minor) })}
    </Text>
  );
}

function Late({ supplement, data }: { supplement: Supplement; data: DayFigures }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const acknowledging = useRun('acknowledgeSupplement');
  const { acknowledged, waiting, entries } = supplement;
  const mayAcknowledge = session?.roles.some((role) => role === 'manager' || role === 'administrator') ?? false;
  return (
    <>
      {acknowledged && (
        <Text size="sm">
          {t('days.acknowledged', {
            name: acknowledged.byName,
            time: figures.dateTime(acknowledged.atMs),
            count: acknowledged.entries,
          })}
        </Text>
      )}
      <div style={{ maxHeight: 220, overflow: 'auto', margin: '6px 0' }}>
        <ExceptionTable rows={data.lateEntries} />
      </div>
      <RefusalNote refusal={acknowledging.refusal} />
      {waiting > 0 && mayAcknowledge && (
        <Button
          size="xs"
          loading={acknowledging.isPending}
          onClick={() => acknowledging.mutate({ branchId: data.branchId, businessDate: data.date, entries, note: '' })}
        >
          {t('days.acknowledge', { count: waiting })}
        </Button>
      )}
    </>
  );
}
