import { z } from 'zod';
import { defineQuery, type Place } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { piecesToCount } from './counts.ts';
import { type LockedOver, lockedOver } from './locked-over.ts';
import { openTillHere } from './open-till-here.ts';
import { paidOutCap } from './paid-out-refusal.ts';
import { type Till, till } from './till.ts';
import { TILL_LASTS_MS } from './till-refusal.ts';

/** The drawer at this terminal. Says nothing of what should be in it. */
export interface TillState {
  readonly open: {
    readonly tillId: string;
    readonly cashierName: string;
    /** Of the person who asks. */
    readonly yours: boolean;
    readonly businessDate: string;
    readonly openedAtMs: number;
    readonly openingFloatMinor: number;
    /** Until then it may collect. */
    readonly collectsUntilMs: number;
    readonly tooOld: boolean;
    readonly payments: number;
    readonly reprints: number;
    readonly noSales: number;
    /** The drawer waits for the next cashier. What was counted for them is not shown: they count blind. */
    readonly handover: { readonly toName: string; readonly toYou: boolean; readonly offeredAtMs: number } | null;
  } | null;
  /** The day of the open till, or of one's own last one here, was locked without it; null: it was not. */
  readonly lockedOver: LockedOver | null;
  /** The Z that was made here last, whoever's till it closed; null before the first. */
  readonly lastZ: { readonly tillId: string; readonly number: number } | null;
  /** How much whoever asks may pay out alone; null: any amount. */
  readonly paidOutCapMinor: number | null;
  /** What a new till would work in. */
  readonly businessDate: string;
  /** Notes and coins to count, largest first, `LOOSE_MINOR` for the coins below them; empty where the currency has no list. */
  readonly denominations: readonly number[];
}

export const tillState = defineQuery({
  name: 'tillState',
  roles: ['cashier', 'manager'],
  terminals: ['cashier'],
  input: z.strictObject({}),
  read(_input, { reader, place, actor, nowMs, businessDate }): TillState {
    const open = openTillHere(reader, place);
    return {
      open: open ? shown(open, actor.userId, nowMs) : null,
      lockedOver: lockedOver(reader, place.terminalId, actor.userId),
      lastZ: lastZHere(reader, place),
      businessDate,
      paidOutCapMinor: paidOutCap(reader, place.clinicId, actor.roles),
      denominations: piecesToCount(reader, place.clinicId, open),
    };
  },
});

function lastZHere(reader: Reader, { terminalId }: Pick<Place, 'terminalId'>): TillState['lastZ'] {
  // The one that is open has none yet.
  const latest = reader.find(till, { terminalId }, { orderBy: 'openedAtMs', descending: true, limit: 2 });
  const closed = latest.find(({ z }) => z !== null);
  return closed?.z ? { tillId: closed.id, number: closed.z.number } : null;
}

function shown(open: Till, userId: string, nowMs: number): NonNullable<TillState['open']> {
  const { id: tillId, cashierName, businessDate, openedAtMs, openingFloatMinor, payments, reprints, noSales, handover } = open;
  const collectsUntilMs = open.sinceMs + TILL_LASTS_MS;
  return {
    tillId,
    cashierName,
    yours: open.userId === userId,
    businessDate,
    openedAtMs,
    openingFloatMinor,
    collectsUntilMs,
    tooOld: nowMs > collectsUntilMs,
    payments,
    reprints,
    noSales,
    handover: handover && {
      toName: handover.toName,
      toYou: handover.toUserId === userId,
      offeredAtMs: handover.offeredAtMs,
    },
  };
}
