import { Button, Group } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterListed } from '#domain/clinics/counters-list.ts';
import type { TerminalSeen } from '#domain/terminals/terminals-overview.ts';
import { useRead, useRun } from '../app/asking.ts';
import type { OperationInput } from '../app/counter.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { isClockWrong } from '../app/frame/sync-tone.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { sessionStore } from '../app/session.ts';
import { useFigures } from '../app/use-figures.ts';
import { WithReason } from '../app/with-reason.tsx';
import { AddCounter } from '../clinics/add-counter.tsx';
import { RenameCounter } from '../clinics/rename-counter.tsx';
import { EnrolmentCode } from './enrolment-code.tsx';
import { SILENT_MS, standingOf } from './standing.ts';
import { StandingChip } from './standing-chip.tsx';
import { TerminalDeath } from './terminal-death.tsx';

const AGAIN_MS = 10_000;

/** Every machine as the server last heard of it, and the counters they stand at. */
export function Terminals({ branchId }: { branchId: string }) {
  const { t } = useTranslation();
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const figures = useFigures();
  const isAdministrator = session?.roles.includes('administrator') ?? false;
  const overview = useRead('terminalsOverview', {}, { everyMs: AGAIN_MS });
  const counters = useRead('countersList', { branchId });
  const [revoking, setRevoking] = useState<TerminalSeen | null>(null);
  const [coding, setCoding] = useState<CounterListed | null>(null);
  const [renaming, setRenaming] = useState<CounterListed | null>(null);
  const [adding, setAdding] = useState(false);
  const revoke = useRun('revokeTerminal');
  const seen = (overview.data ?? []).filter((one) => one.branchId === branchId);
  const terminalColumns = useTerminalColumns(isAdministrator ? setRevoking : null, overview.refusal !== null);
  const counterColumns = useCounterColumns(isAdministrator ? { onCode: setCoding, onRename: setRenaming } : null);
  return (
    <>
      <section className="panel" style={{ flex: 3 }} aria-label={t('terminalsTab.overview')}>
        <div className="panel-head">
          <h2 className="panel-title">{t('terminalsTab.overview')}</h2>
          {overview.refusal ? (
            <span className="chip due">
              {overview.data
                ? t('terminalsTab.lastAnswer', { time: figures.dateTime(overview.readAtMs) })
                : t('backOffice.needsServer')}
            </span>
          ) : (
            <span className="visit-more">{t('terminalsTab.silentFrom', { lasting: figures.lasting(SILENT_MS) })}</span>
          )}
        </div>
        <DataTable
          label={t('terminalsTab.overview')}
          columns={terminalColumns}
          rows={seen}
          rowKey={({ id }) => id}
          empty={overview.waiting || overview.refusal ? '' : t('terminalsTab.none')}
        />
      </section>
      <section className="panel" style={{ flex: 2 }} aria-label={t('terminalsTab.counters')}>
        <div className="panel-head">
          <h2 className="panel-title">{t('terminalsTab.counters')}</h2>
          {isAdministrator && (
            <Button size="xs" variant="default" onClick={() => setAdding(true)}>
              {t('terminalsTab.addCounter')}
            </Button>
          )}
        </div>
        <RefusalNote refusal={counters.refusal} />
        <DataTable
          label={t('terminalsTab.counters')}
          columns={counterColumns}
          rows={counters.data ?? []}
          rowKey={({ id }) => id}
          empty={t('catalogue.none')}
        />
      </section>
      {coding && <EnrolmentCode counter={coding} onClose={() => setCoding(null)} />}
      {renaming && <RenameCounter one={renaming} onClose={() => setRenaming(null)} />}
      {adding && <AddCounter branchId={branchId} onClose={() => setAdding(false)} />}
      {revoking && (
        <WithReason
          title={t('terminalsTab.revokeTitle', { code: revoking.code })}
          what={t('terminalsTab.revokeWhat')}
          action={t('terminalsTab.revoke')}
          doing={revoke}
          inputOf={(reason): OperationInput<'revokeTerminal'> => ({ terminalId: revoking.id, reason })}
          onClose={() => setRevoking(null)}
        />
      )}
    </>
  );
}

function useTerminalColumns(
  onRevoke: ((one: TerminalSeen) => void) | null,
  outOfTouch: boolean,
): readonly Column<TerminalSeen>[] {
  const { t } = useTranslation();
  const figures = useFigures();
  return [
    { title: t('terminalsTab.code'), cell: (one) => <strong>{one.code}</strong> },
    {
      title: t('terminalsTab.name'),
      cell: (one) => (
        <>
          {one.name}
          <div className="visit-more">{t(`kinds.${one.kind}`)}</div>
        </>
      ),
    },
    {
      title: t('common.state'),
      cell: (one) => <StandingChip one={one} asOfLastAnswer={outOfTouch} />,
    },
    {
      title: t('terminalsTab.lastSeen'),
      cell: (one) => (
        <>
          <span className="figure">
            {one.lastContactMs === null ? t('terminalsTab.never') : figures.dateTime(one.lastContactMs)}
          </span>
          <WrongClock one={one} />
        </>
      ),
    },
    { title: t('terminalsTab.lag'), cell: (one) => <Lag one={one} />, figure: true },
    {
      title: t('terminalsTab.backlog'),
      cell: (one) => (one.backlog > 0 ? <span className="chip due">{figures.count(one.backlog)}</span> : 0),
      figure: true,
    },
    { title: t('terminalsTab.entries'), cell: (one) => figures.count(one.seq), figure: true },
    {
      title: t('terminalsTab.head'),
      cell: (one) => (
        <span className="mono" title={one.headHash}>
          {one.headHash.slice(0, 8)}
        </span>
      ),
    },
    {
      title: '',
      cell: (one) => (
        <Group gap={6} wrap="nowrap" justify="flex-end">
          {onRevoke && one.state !== 'REVOKED' && (
            <Button size="compact-xs" variant="default" style={{ flex: 'none' }} onClick={() => onRevoke(one)}>
              {t('terminalsTab.revoke')}
            </Button>
          )}
          <div>
            <TerminalDeath one={one} />
          </div>
        </Group>
      ),
    },
  ];
}

/** Its people are told in the head of their screen; whoever looks after the machines sees it here. */
function WrongClock({ one }: { one: TerminalSeen }) {
  const { t } = useTranslation();
  const figures = useFigures();
  if (one.clockAheadMs === null || !isClockWrong(one)) return null;
  // Between its looking at the clock and the server's lies a moment, which is nobody's fault.
  const by = figures.lasting(Math.round(Math.abs(one.clockAheadMs) / 60_000) * 60_000);
  return (
    <div className="due-text">{t(one.clockAheadMs > 0 ? 'terminalsTab.clockAhead' : 'terminalsTab.clockBehind', { by })}</div>
  );
}

function Lag({ one }: { one: TerminalSeen }) {
  const figures = useFigures();
  if (one.silentMs === null) return '–';
  return <span className={standingOf(one) === 'silent' ? 'due-text' : undefined}>{figures.lasting(one.silentMs)}</span>;
}

interface OnCounter {
  readonly onCode: (one: CounterListed) => void;
  readonly onRename: (one: CounterListed) => void;
}

function useCounterColumns(may: OnCounter | null): readonly Column<CounterListed>[] {
  const { t } = useTranslation();
  return [
    { title: t('terminalsTab.counter'), cell: (one) => <strong>{one.name}</strong> },
    { title: t('terminalsTab.kind'), cell: (one) => t(`kinds.${one.kind}`) },
    { title: t('backOffice.branch'), cell: (one) => one.branchName },
    { title: t('terminalsTab.machine'), cell: (one) => one.terminal?.code ?? t('terminalsTab.noMachine') },
    {
      title: '',
      cell: (one) =>
        may && (
          <>
            <Button size="compact-xs" variant="default" onClick={() => may.onCode(one)}>
              {t('terminalsTab.makeCode')}
            </Button>{' '}
            <Button size="compact-xs" variant="subtle" onClick={() => may.onRename(one)}>
              {t('terminalsTab.rename')}
            </Button>
          </>
        ),
    },
  ];
}
