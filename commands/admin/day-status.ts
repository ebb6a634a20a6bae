import type { DayChecklist } from '#domain/business-days/day-checklist.ts';
import { standingOfDay, type TerminalOfDay } from '#domain/business-days/terminals-of-day.ts';
import type { figuresIn } from '../words.ts';
import { words } from '../words.ts';

type Figures = ReturnType<typeof figuresIn>;

const { closing, days, visitStates } = words;

/** A branch's day in the words of the back office's screen. @param figures of the clinic */
export function dayStatus(list: DayChecklist, figures: Figures): string {
  const state = list.state === 'LOCKED' ? days.locked : days.open;
  const visits = Object.entries(list.visits).map(([name, count]) => `${count} ${visitState(name)}`);
  return [
    `${figures.day(list.date)} (${list.date}): ${state}${list.incomplete ? `, ${days.incomplete}` : ''}`,
    `Visits: ${visits.join(', ') || 'none'}`,
    `${days.terminals}:${list.terminals.length === 0 ? ' none' : ''}`,
    ...list.terminals.map((one) => `  ${terminalLine(one, list, figures)}`),
    ...standing(list, figures),
  ].join('\n');
}

function standing({ hindrances, warnings, earlierOpen }: DayChecklist, figures: Figures): readonly string[] {
  if (hindrances.length === 0 && warnings.length === 0) return [days.ready];
  if (hindrances.length === 0)
    return [days.readyUnsettled, ...warnings.map((one) => `  ${closing.warnings[one].replace(/:$/, '')}`)];
  const earlier = earlierOpen === null ? '' : figures.day(earlierOpen);
  return hindrances.map((one) => filled(days.hindrances[one], { date: earlier }));
}

function terminalLine(one: TerminalOfDay, { tills, openHandovers }: DayChecklist, figures: Figures): string {
  const open = tills.filter(({ terminalId, state }) => terminalId === one.terminalId && state === 'OPEN');
  const offered = (tillId: string) => openHandovers.find((handover) => handover.tillId === tillId);
  const names = open.map(({ tillId, cashierName }) => [cashierName, offered(tillId)?.toName].filter(Boolean).join(' → '));
  const seen = one.lastContactMs === null ? days.neverSeen : filled(days.lastSeen, { time: figures.dateTime(one.lastContactMs) });
  const said = [
    ...(one.mayHaveMore ? [heardComplete(one, figures)] : [days[standingOfDay(one)], one.reachable ? days.reachable : seen]),
    one.frozen ? days.frozen : '',
    one.openTills > 0 ? `${days.openTill}${names.length > 0 ? ` (${names.join('; ')})` : ''}` : '',
    one.backlog > 0 ? filled(days.backlog, { count: String(one.backlog) }) : '',
    one.zNumbers.length > 0 ? filled(days.zs, { numbers: one.zNumbers.join(', ') }) : '',
  ];
  return `${one.code} ${one.name}: ${said.filter((part) => part !== '').join(', ')}`;
}

function heardComplete({ lastContactMs }: TerminalOfDay, figures: Figures): string {
  return filled(days.completeWhenHeard, { time: figures.dateTime(lastContactMs ?? 0) });
}

function visitState(name: string): string {
  return Object.hasOwn(visitStates, name) ? visitStates[name as keyof typeof visitStates] : name;
}

function filled(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (gap, name: string) => values[name] ?? gap);
}
