import { z } from 'zod';
import { branchAsked, branchOf } from '../business-days/branch-asked.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { everyBetween } from '../kernel/every-between.ts';
import { sum } from '../kernel/money.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { type Till, till } from './till.ts';

/** A till that was closed, by what its count was worth. */
export interface ClosedCount {
  readonly tillId: string;
  readonly zNumber: number;
  readonly terminalCode: string;
  readonly businessDate: string;
  readonly varianceMinor: number;
  /** The first of two counts less what was expected; null where the first one stood. */
  readonly firstVarianceMinor: number | null;
  /** Between two cashiers' counts of the same drawer; null where it was not handed over. */
  readonly handoverDifferenceMinor: number | null;
  readonly unprovenMinor: number;
  readonly forced: boolean;
}

/** How one cashier's counts came out over some time, their own and those of who took a drawer over from them. */
export interface CashierVariance {
  readonly userId: string;
  readonly cashierName: string;
  readonly tills: number;
  /** Each count that did not agree, a handover's for itself. */
  readonly shortages: number;
  readonly shortageMinor: number;
  readonly overages: number;
  readonly overageMinor: number;
  readonly varianceMinor: number;
  /** Of that, between two cashiers' counts of the same drawer. */
  readonly handoverMinor: number;
  readonly unprovenMinor: number;
  /** In the order they were closed. */
  readonly counts: readonly ClosedCount[];
}

/** Shortages and overages of each cashier, largest shortage first. Those who count blind do not see it. */
export const varianceTrend = defineQuery({
  name: 'varianceTrend',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office'],
  input: z.strictObject({ branchId: branchAsked, from: calendarDate, to: calendarDate }),
  read: ({ branchId, from, to }, { reader, place }) => variancesOf(tillsBetween(reader, branchOf(branchId, place), from, to)),
});

/** Of these tills, those that are closed. */
export function variancesOf(tills: readonly Till[]): readonly CashierVariance[] {
  const byCashier = new Map<string, Till[]>();
  const closed = tills.filter(({ z }) => z !== null).sort((a, b) => (a.closedAtMs ?? 0) - (b.closedAtMs ?? 0));
  for (const one of closed) {
    const theirs = byCashier.get(one.userId);
    if (theirs) theirs.push(one);
    else byCashier.set(one.userId, [one]);
  }
  return [...byCashier.values()].map(ofCashier).sort((a, b) => b.shortageMinor - a.shortageMinor);
}

/** Tills whose business date lies between two, both included, open ones too. */
export function tillsBetween(reader: Reader, branchId: string, from: string, to: string): readonly Till[] {
  return [...everyBetween(reader, till, { where: { branchId }, field: 'businessDate', from, to })];
}

function ofCashier(tills: readonly Till[]): CashierVariance {
  const counts = tills.map(counted);
  const differences = counts.flatMap(differencesOf);
  const [short, over] = [differences.filter((one) => one < 0), differences.filter((one) => one > 0)];
  const { userId = '', cashierName = '' } = tills.at(-1) ?? {};
  return {
    userId,
    cashierName,
    tills: counts.length,
    shortages: short.length,
    shortageMinor: Math.abs(sum(short)),
    overages: over.length,
    overageMinor: sum(over),
    varianceMinor: sum(differences),
    handoverMinor: sum(counts.map(({ handoverDifferenceMinor }) => handoverDifferenceMinor ?? 0)),
    unprovenMinor: sum(counts.map(({ unprovenMinor }) => unprovenMinor)),
    counts,
  };
}

/**
 * Where a till's counts did not agree: its own with what should have been there, and the next cashier's with its own. The next
 * till begins with the latter, so that nothing counts twice.
 */
export function differencesOf({ varianceMinor, handoverDifferenceMinor }: ClosedCount): readonly number[] {
  return [varianceMinor, handoverDifferenceMinor ?? 0].filter((one) => one !== 0);
}

function counted({ id: tillId, terminalCode, businessDate, forcedBecause, z: made }: Till): ClosedCount {
  const { firstCountMinor, expectedMinor = 0 } = made ?? {};
  return {
    tillId,
    zNumber: made?.number ?? 0,
    terminalCode,
    businessDate,
    varianceMinor: made?.varianceMinor ?? 0,
    firstVarianceMinor: firstCountMinor === undefined ? null : firstCountMinor - expectedMinor,
    handoverDifferenceMinor: made?.handedOver?.differenceMinor ?? null,
    unprovenMinor: made?.proofs?.missingMinor ?? 0,
    forced: forcedBecause !== null,
  };
}
