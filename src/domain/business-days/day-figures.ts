import { z } from 'zod';
import { id, instantMs, maybeText, text } from '../kernel/fields.ts';
import { totalMinor } from '../kernel/money.ts';
import { takings } from '../payments/tender.ts';
import { allTotals, dayTotals, lockedTotals } from './day-totals.ts';

/** A till as a locked day lists it. A till that was not closed has no Z. */
export const dayTill = z.strictObject({
  tillId: id,
  terminalId: id,
  terminalCode: text(8),
  userId: id,
  cashierName: text(120),
  state: z.enum(['OPEN', 'CLOSED']),
  openedAtMs: instantMs,
  closedAtMs: instantMs.nullable(),
  payments: z.number().int().min(0),
  /** Money received in advance, which is in the takings too. Days that were locked before do not say. */
  advances: z.number().int().min(0).optional(),
  takings,
  receivedMinor: totalMinor,
  openingFloatMinor: totalMinor,
  zNumber: z.number().int().min(1).nullable(),
  countedMinor: totalMinor.nullable(),
  expectedMinor: totalMinor.nullable(),
  varianceMinor: z.number().int().nullable(),
  /** What the next cashier counted less what was handed over. Absent where it was not, and in days that were locked before. */
  handoverMinor: z.number().int().optional(),
});
export type DayTill = z.infer<typeof dayTill>;

/** A day's figures, as they stood when it was locked. */
export const figures = z.strictObject({
  /** Everything posted to the day, by tender and in all. */
  totals: dayTotals,
  /** Of that, what came late from earlier days. */
  late: dayTotals,
  tills: z.array(dayTill).max(1000),
  /** The day's visits, by where they stood; days that were locked before know states only. */
  visits: z.record(text(32), z.number().int().min(0)),
});
export type Figures = z.infer<typeof figures>;

/** The same as a lock says them: those of earlier days know fewer sums. */
export const lockedFiguresSaid = figures.extend({ totals: lockedTotals, late: lockedTotals });

export function allFigures({ totals, late, ...said }: z.infer<typeof lockedFiguresSaid>): Figures {
  return { ...said, totals: allTotals(totals), late: allTotals(late) };
}

/** A terminal as a day's lock found it. */
export const terminalAtLock = z.strictObject({
  terminalId: id,
  code: text(8),
  name: maybeText(80),
  kind: text(16),
  /** MISSING: it may hold entries of the day that the server has not. */
  state: z.enum(['CLOSED', 'MISSING']),
  /** Last entry of it that the server held, and its hash. */
  seq: z.number().int().min(0),
  hash: maybeText(64),
  lastContactMs: instantMs.nullable(),
  /** Zs it made that day. */
  zNumbers: z.array(z.number().int().min(1)).max(1000),
  /** Whoever locked the day declared it missing. Absent where nothing was missing, and in days locked before it was asked for. */
  declaredMissing: z
    .strictObject({
      /** How long before the lock the server had heard of it; null: never. */
      heardBeforeMs: z.number().int().min(0).nullable(),
      /** Its tills of the day that nobody had closed. */
      openTills: z.number().int().min(0),
    })
    .optional(),
});
export type TerminalAtLock = z.infer<typeof terminalAtLock>;
