import type { Reader } from '../kernel/record.ts';
import { takingsTotal } from '../payments/tender.ts';
import { type Till, till } from '../tills/till.ts';
import type { DayTill } from './day-figures.ts';

/** Every till that worked in this day, open or closed, as far as is known here. */
export function tillsOfDay(reader: Reader, branchId: string, date: string): readonly Till[] {
  return reader.find(till, { branchId, businessDate: date }, { orderBy: 'openedAtMs', limit: 1000 });
}

/** Tills of earlier days that were never closed, longest open first. */
export function staleTills(reader: Reader, branchId: string, date: string): readonly Till[] {
  const open = reader.find(till, { branchId, state: 'OPEN' }, { orderBy: 'openedAtMs', limit: 1000 });
  return open.filter((one) => one.businessDate < date);
}

export function asDayTill(one: Till): DayTill {
  const { id, terminalId, terminalCode, userId, cashierName, state, openedAtMs, closedAtMs, openingFloatMinor, z } = one;
  return {
    tillId: id,
    terminalId,
    terminalCode,
    userId,
    cashierName,
    state,
    openedAtMs,
    closedAtMs,
    payments: one.payments,
    advances: one.advances,
    takings: one.takings,
    receivedMinor: takingsTotal(one.takings),
    openingFloatMinor,
    zNumber: z?.number ?? null,
    countedMinor: z?.countedMinor ?? null,
    expectedMinor: z?.expectedMinor ?? null,
    varianceMinor: z?.varianceMinor ?? null,
    ...(z?.handedOver ? { handoverMinor: z.handedOver.differenceMinor } : {}),
  };
}
