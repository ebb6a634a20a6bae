import type { CounterKind } from '#domain/clinics/counter-kind.ts';
import { TENDER_KINDS, type TenderKind } from '#domain/payments/tender.ts';
import { canonical } from '#protocol/entry.ts';
import type { Attempt } from './fraud/attempts.ts';
import { type Ledger, ledgerFaults } from './ledger.ts';

type Money = Readonly<Record<TenderKind, number>>;

/** What a day came to, told twice: by the terminals and by the server. */
export interface DayReport {
  readonly visits: Readonly<Record<string, number>>;
  readonly terminals: readonly {
    readonly id: string;
    readonly kind: CounterKind;
    readonly entries: number;
    readonly offlineMs: number;
    /** Taken less given back, as the terminal acknowledged it to its cashier. Minor units. */
    readonly money: Money;
  }[];
  readonly server: { readonly entries: number; readonly money: Money };
  readonly accepted: number;
  readonly flagged: number;
  readonly refused: number;
  readonly late: number;
  readonly lockedDay: { readonly atLock: unknown; readonly atEnd: unknown };
  readonly chainsVerified: boolean;
  readonly replicasEqual: boolean;
  readonly ledger: Ledger;
  /** What was tried, and what caught it. */
  readonly fraud: readonly Attempt[];
  /** What does not match, in words. */
  readonly problems: readonly string[];
}

export function isSound(report: DayReport): boolean {
  return report.problems.length === 0 && report.chainsVerified && report.replicasEqual && mismatches(report).length === 0;
}

/** Where the two tellings differ. */
export function mismatches({ terminals, server, lockedDay, visits, ledger, fraud }: Omit<DayReport, 'problems'>): string[] {
  const problems = ledgerFaults(ledger);
  for (const { attempt, caught, where } of fraud) if (caught === null) problems.push(`not caught: ${attempt} (${where})`);
  for (const kind of TENDER_KINDS) {
    const taken = terminals.reduce((sum, { money }) => sum + money[kind], 0);
    if (taken !== server.money[kind]) problems.push(`${kind}: the terminals took ${taken}, the server has ${server.money[kind]}`);
  }
  const written = terminals.reduce((sum, { entries }) => sum + entries, 0);
  if (written > server.entries) problems.push(`the terminals wrote ${written} entries, the server has ${server.entries}`);
  if (canonical(lockedDay.atLock) !== canonical(lockedDay.atEnd))
    problems.push("the locked day's figures changed after the lock");
  if (Object.keys(visits).length === 0) problems.push('no visit was worked');
  return problems;
}
