import { Button, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayChecklist, Hindrance } from '#domain/business-days/day-checklist.ts';
import { useRead, useRun } from '../app/asking.ts';
import { NOT_BY_ONE_ENTER } from '../app/not-by-one-enter.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures, useTerminalState } from '../app/use-figures.ts';
import { VisitChip } from '../visits/state-chip.tsx';
import { DayTerminals } from './day-terminals.tsx';
import { ForcedLock } from './forced-lock.tsx';
import { Stats } from './stats.tsx';
import { StillToday } from './still-today.tsx';
import { Waiting } from './waiting.tsx';

/** The server hears of terminals all the time; the list is asked for again while it is looked at. */
const AGAIN_MS = 10_000;

/** What is still to be done before a day can be locked, and the lock. */
export function Checklist({ branchId, date }: { branchId: string; date: string }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data, refusal, waiting } = useRead('dayChecklist', { branchId, date }, { everyMs: AGAIN_MS });
  const { link } = useTerminalState().sync;
  // Known long before the question is given up.
  const outOfTouch = link === 'offline' || link === 'unanswered';
  return (
    <>
      <div className="panel-head">
        <h2 className="panel-title">{t('days.checklist', { date: figures.day(date) })}</h2>
      </div>
      {refusal?.code !== 'server-unreachable' && <RefusalNote refusal={refusal} />}
      {waiting && !refusal && <div className="empty">{t(outOfTouch ? 'backOffice.needsServer' : 'common.loading')}</div>}
      {refusal?.code === 'server-unreachable' && <div className="empty">{t('backOffice.needsServer')}</div>}
      {data && !refusal && <Standing list={data} />}
      {data && <LockButtons list={data} offline={refusal !== null} />}
    </>
  );
}

function Standing({ list }: { list: DayChecklist }) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <div className="panel-body">
      {list.hindrances.length === 0 ? (
        <Ready isSettled={list.warnings.length === 0} />
      ) : (
        list.hindrances.map((one) => (
          <div key={one} className="check bad-text">
            <IconAlertTriangle size={16} aria-hidden />
            {t(`days.hindrances.${one}`, { date: list.earlierOpen ? figures.day(list.earlierOpen) : '' })}
          </div>
        ))
      )}
      <Waiting list={list} />
      <div style={{ marginTop: 10 }}>
        <Stats totals={list.totals} claimed={list.claimed} lateMinor={0} />
      </div>
      <h3 className="part-title">{t('days.terminals')}</h3>
      <DayTerminals terminals={list.terminals} />
      <h3 className="part-title">{t('days.unpaid')}</h3>
      {list.unpaid.length === 0 ? (
        <Text c="dimmed">{t('days.noUnpaid')}</Text>
      ) : (
        <Text size="xs" c="dimmed">
          {t('days.unpaidWhat')}
        </Text>
      )}
      {list.unpaid.map((one) => (
        <div key={one.id} className="check">
          <strong>{one.token}</strong>
          <span style={{ flex: 1 }}>{one.patientName}</span>
          <VisitChip of={one} />
        </div>
      ))}
    </div>
  );
}

/** That everything is in is said only where nothing is unsettled or unheard. */
function Ready({ isSettled }: { isSettled: boolean }) {
  const { t } = useTranslation();
  const Icon = isSettled ? IconCheck : IconInfoCircle;
  return (
    <div className={isSettled ? 'check good-text' : 'check due-text'}>
      <Icon size={16} aria-hidden /> <strong>{t(isSettled ? 'days.ready' : 'days.readyUnsettled')}</strong>
    </div>
  );
}

const FORCIBLE: readonly Hindrance[] = ['till-open', 'handover-not-taken', 'terminals-missing'];

function LockButtons({ list, offline }: { list: DayChecklist; offline: boolean }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [forcing, setForcing] = useState(false);
  const locking = useRun('lockBusinessDay');
  const { branchId, date, hindrances } = list;
  const ready = hindrances.length === 0;
  // Time and order cannot be forced; what is not finished at a terminal can, where it is declared missing.
  const mayForce = !ready && hindrances.every((one) => FORCIBLE.includes(one));
  const lock = () =>
    modals.openConfirmModal({
      title: t('days.lockTitle', { date: figures.day(date) }),
      children: (
        <>
          <StillToday list={list} />
          <Text>{t('days.lockSure')}</Text>
          <Waiting list={list} />
        </>
      ),
      labels: { confirm: t('days.lock'), cancel: t('common.cancel') },
      cancelProps: NOT_BY_ONE_ENTER,
      onConfirm: () => locking.mutate({ branchId, date, reason: '' }),
    });
  return (
    <div className="panel-foot" style={{ justifyContent: 'flex-end' }}>
      <div style={{ flex: 1 }}>
        <RefusalNote refusal={forcing ? null : locking.refusal} />
      </div>
      <Button variant="default" disabled={!mayForce || offline} onClick={() => setForcing(true)}>
        {t('days.force')}
      </Button>
      <Button disabled={!ready || offline} loading={locking.isPending} onClick={lock}>
        {t('days.lock')}
      </Button>
      {forcing && <ForcedLock list={list} locking={locking} onClose={() => setForcing(false)} />}
    </div>
  );
}
