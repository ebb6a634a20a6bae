import { heardLately, isSilent, type TerminalOfDay } from '#domain/business-days/terminals-of-day.ts';
import { Misuse } from '../command-line.ts';
import { branchOf, type Outcome, type Run } from './asking.ts';

export interface DayToLock {
  readonly branch?: string;
  readonly date: string;
  readonly force?: boolean;
  /** Codes of terminals. */
  readonly missing?: readonly string[];
  readonly reason?: string;
}

/** Locks a day; by force without the terminals that are declared missing. */
export async function lockDay(
  run: Run,
  { branch, date, force = false, missing: named, reason = '' }: DayToLock,
): Promise<Outcome> {
  const branchId = await branchOf(run, branch);
  const { terminals } = await run('dayChecklist', { branchId, date });
  const missing = named && declared(terminals, named, force);
  const result = await run('lockBusinessDay', { branchId, date, force, reason, ...(missing ? { missing } : {}) });
  const lines = [`${result.date} is locked${result.incomplete ? `, incomplete: without ${result.missing.join(', ')}` : ''}.`];
  for (const one of terminals) if (heardLately(one) && result.missing.includes(one.code)) lines.push(heardOf(one));
  return { say: lines.join('\n'), result };
}

/** Ids of the terminals that are named, and where it is forced besides, of those of which nothing can be heard. */
function declared(terminals: readonly TerminalOfDay[], named: readonly string[], force: boolean): string[] {
  const unknown = named.find((code) => !terminals.some((one) => one.code === code));
  if (unknown !== undefined) {
    const there = terminals.map(({ code, name }) => `\n  ${code}  ${name}`).join('');
    throw new Misuse(
      `No terminal of this day is called ${unknown}. --missing with any of${there || ' none: it has no terminals.'}`,
    );
  }
  return terminals.filter((one) => named.includes(one.code) || (force && isSilent(one))).map(({ terminalId }) => terminalId);
}

function heardOf({ code, heardBeforeMs }: TerminalOfDay): string {
  return `${code} had been heard of ${Math.round((heardBeforeMs ?? 0) / 1000)} seconds before. That is kept, and shows in the fraud pack.`;
}
