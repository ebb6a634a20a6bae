import { type Refusal, refuse } from '../kernel/refusal.ts';
import type { Till } from '../tills/till.ts';
import { isSilent, type TerminalOfDay } from './terminals-of-day.ts';

/** Names in a refusal; the rest is counted. */
const NAMED = 20;

/**
 * Why a day is not locked over these terminals, which are not finished and which nobody declared missing. Where somebody can
 * see to it, that is said by till and cashier: an open till is closed, a handover taken or withdrawn.
 */
export function unfinishedRefusal(
  date: string,
  terminals: readonly TerminalOfDay[],
  tills: readonly Till[],
): Refusal | undefined {
  const open = tills.filter(({ state }) => state === 'OPEN');
  const openAt = ({ terminalId }: TerminalOfDay) => open.filter((till) => till.terminalId === terminalId);
  const within = terminals.filter((one) => !isSilent(one)).flatMap(openAt);
  const atWork = within.filter(({ handover }) => handover === null);
  if (atWork.length > 0) return refuse('till-open', { date, count: atWork.length, tills: listed(atWork.map(nameOf)) });
  if (within.length > 0) return refuse('handover-not-taken', { date, count: within.length, tills: listed(within.map(nameOf)) });
  if (terminals.length === 0) return undefined;
  const names = terminals.map((one) => {
    const cashiers = openAt(one).map(({ cashierName }) => cashierName);
    return `${one.code} ${one.name}${cashiers.length > 0 ? ` (${cashiers.join(', ')})` : ''}`;
  });
  return refuse('terminals-missing', { date, count: terminals.length, terminals: listed(names) });
}

function nameOf({ terminalCode, cashierName, handover }: Till): string {
  return `${terminalCode} ${cashierName}${handover ? ` → ${handover.toName}` : ''}`;
}

function listed(names: readonly string[]): string {
  return names.slice(0, NAMED).join(', ');
}
