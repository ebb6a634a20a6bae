import { Checkbox, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayChecklist } from '#domain/business-days/day-checklist.ts';
import { heardLately, isSilent, type TerminalOfDay } from '#domain/business-days/terminals-of-day.ts';
import type { useRun } from '../app/asking.ts';
import type { OperationInput } from '../app/counter.ts';
import { useFigures } from '../app/use-figures.ts';
import { WithReason } from '../app/with-reason.tsx';
import { StillToday } from './still-today.tsx';
import { Waiting } from './waiting.tsx';

/** Locks a day without terminals that whoever locks it declares missing, one by one, with the reason. */
export function ForcedLock({
  list,
  locking,
  onClose,
}: {
  list: DayChecklist;
  locking: ReturnType<typeof useRun<'lockBusinessDay'>>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const { branchId, date } = list;
  // The list goes on being read: what has come in meanwhile is not missing any more.
  const unfinished = list.terminals.filter(({ state }) => state === 'MISSING');
  const waitedFor = unfinished.filter(({ terminalId }) => !ticked.has(terminalId));
  const missing = unfinished.flatMap(({ terminalId }) => (ticked.has(terminalId) ? [terminalId] : []));
  const tick = (terminalId: string, is: boolean) => {
    const next = new Set(ticked);
    if (is) next.add(terminalId);
    else next.delete(terminalId);
    setTicked(next);
  };
  const tickable = (one: TerminalOfDay) => (
    <Terminal
      key={one.terminalId}
      one={one}
      list={list}
      first={one === first}
      ticked={ticked.has(one.terminalId)}
      onTick={(is) => tick(one.terminalId, is)}
    />
  );
  const away = unfinished.filter(isSilent);
  const within = unfinished.filter((one) => !isSilent(one));
  const [first] = [...away, ...within];
  return (
    <WithReason
      title={t('days.forceTitle', { date: figures.day(date) })}
      what={t('days.forceWhat')}
      action={t('days.force')}
      shortest={10}
      choice={
        <>
          <StillToday list={list} />
          <Waiting list={list} />
          {/* One list: whoever falls silent while somebody types moves with its tick and the keyboard's place in it. */}
          {[
            away.length > 0 && part(t('days.away')),
            ...away.map(tickable),
            within.length > 0 && part(t('days.within')),
            ...within.map(tickable),
          ]}
          {waitedFor.length > 0 && (
            <Text size="sm" mt="sm" role="status" className="due-text">
              {t('days.notDeclared', { terminals: waitedFor.map(({ code }) => code).join(', ') })}
            </Text>
          )}
        </>
      }
      chosen={waitedFor.length === 0}
      doing={locking}
      inputOf={(reason): OperationInput<'lockBusinessDay'> => ({ branchId, date, force: true, missing, reason })}
      onClose={onClose}
    />
  );
}

function part(title: string) {
  return (
    <h3 key={title} className="part-title">
      {title}
    </h3>
  );
}

/** One terminal that is not finished: what stands in its way, and that it is missing. */
function Terminal({
  one,
  list,
  first,
  ticked,
  onTick,
}: {
  one: TerminalOfDay;
  list: DayChecklist;
  first: boolean;
  ticked: boolean;
  onTick: (is: boolean) => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const stands = useWhatStands(one, list);
  const { heardBeforeMs } = one;
  const seen =
    one.lastContactMs === null ? t('days.neverSeen') : t('days.lastSeen', { time: figures.dateTime(one.lastContactMs) });
  const heard = heardLately(one) && t('days.declareHeard', { ago: figures.lasting(heardBeforeMs ?? 0) });
  return (
    <div style={{ margin: '6px 0' }}>
      {stands.map((sentence) => (
        <Text key={sentence} size="sm">
          {one.code}: {sentence}
        </Text>
      ))}
      <Checkbox
        data-autofocus={first || undefined}
        label={t('days.declare', { code: one.code, name: one.name })}
        description={heard || seen}
        checked={ticked}
        onChange={(event) => onTick(event.currentTarget.checked)}
      />
    </div>
  );
}

/** What is still to be done there, in sentences: by whom, and how. */
function useWhatStands(one: TerminalOfDay, { tills, openHandovers }: DayChecklist): readonly string[] {
  const { t } = useTranslation();
  const figures = useFigures();
  const open = tills.filter(({ terminalId, state }) => terminalId === one.terminalId && state === 'OPEN');
  const sentences = open.map(({ tillId, cashierName: cashier, openedAtMs }) => {
    const offered = openHandovers.find((handover) => handover.tillId === tillId);
    if (offered) return t('days.handoverStands', { cashier, to: offered.toName });
    return t('days.tillStands', { cashier, time: figures.dateTime(openedAtMs) });
  });
  if (one.frozen) return [...sentences, t('days.frozen')];
  if (one.backlog > 0) return [...sentences, t('days.backlogStands', { count: one.backlog })];
  return sentences.length === 0 && !isSilent(one) ? [t('days.unheardStands')] : sentences;
}
