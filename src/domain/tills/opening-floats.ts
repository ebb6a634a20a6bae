import { z } from 'zod';
import { branchAsked, branchOf } from '../business-days/branch-asked.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { type Till, till } from './till.ts';
import { tillsBetween } from './variance-trend.ts';

/** What a till began with, beside what the last Z of its drawer had left in it. For managers only: cashiers count blind. */
export interface OpeningFloat extends Pick<Till, 'businessDate' | 'terminalCode' | 'userId' | 'cashierName' | 'openedAtMs'> {
  readonly tillId: string;
  readonly floatMinor: number;
  /** Number of the Z before. */
  readonly afterZ: number;
  readonly leftMinor: number;
  /** The cashier before said how much stays, and the rest went to the safe; else all that was counted is taken to have stayed. */
  readonly said: boolean;
  /** The float less what had been left: negative where there was less in the drawer. */
  readonly differenceMinor: number;
}

export const openingFloats = defineQuery({
  name: 'openingFloats',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office'],
  input: z.strictObject({ branchId: branchAsked, from: calendarDate, to: calendarDate }),
  read: ({ branchId, from, to }, { reader, place }) =>
    floatsOf(reader, tillsBetween(reader, branchOf(branchId, place), from, to)).reverse(),
});

/** Of these tills, in the order they were opened; without a drawer's first, and those handed over, which two people counted. */
export function floatsOf(reader: Reader, tills: readonly Till[]): OpeningFloat[] {
  const last = new Map<string, Till | undefined>();
  return [...tills]
    .sort((a, b) => a.openedAtMs - b.openedAtMs)
    .flatMap((one) => {
      const before = last.has(one.terminalId) ? last.get(one.terminalId) : tillBefore(reader, one);
      last.set(one.terminalId, one);
      return one.sinceMs === one.openedAtMs && before?.z ? [floatOf(one, before.z)] : [];
    });
}

function tillBefore(reader: Reader, { id, terminalId, openedAtMs }: Till): Till | undefined {
  const until = { terminalId, openedAtMs: { to: openedAtMs } };
  return reader.find(till, until, { orderBy: 'openedAtMs', descending: true, limit: 2 }).find((one) => one.id !== id);
}

function floatOf(one: Till, { number: afterZ, leftMinor: left, countedMinor }: NonNullable<Till['z']>): OpeningFloat {
  const { id: tillId, businessDate, terminalCode, userId, cashierName, openedAtMs, openingFloatMinor: floatMinor } = one;
  const leftMinor = left ?? countedMinor;
  return {
    ...{ tillId, businessDate, terminalCode, userId, cashierName, openedAtMs, floatMinor, afterZ, leftMinor },
    ...{ said: left !== undefined, differenceMinor: floatMinor - leftMinor },
  };
}
