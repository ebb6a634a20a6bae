import type { Actor } from '../kernel/operation.ts';
import { type Takings, takingsTotal } from '../payments/tender.ts';
import type { FurtherDoings } from './z.ts';

/** Who counts a drawer must not know what should be in it; those who judge the count must. */
export function seesExpectedCash(actor: Pick<Actor, 'roles'>): boolean {
  return actor.roles.some((role) => role === 'manager' || role === 'administrator' || role === 'auditor');
}

/** Takings as a person may see them: cash and the total are null for whoever counts blind. */
export interface SeenTakings {
  readonly cash: number | null;
  readonly card: number;
  readonly upi: number;
  readonly bank: number;
  readonly totalMinor: number | null;
}

export function seenTakings(takings: Takings, seesCash: boolean): SeenTakings {
  const { cash, card, upi, bank = 0 } = takings;
  const kinds = { card, upi, bank };
  return seesCash ? { cash, ...kinds, totalMinor: takingsTotal(takings) } : { cash: null, ...kinds, totalMinor: null };
}

/** What a till did besides selling, as a person may see it: sums with takings in them are null for whoever counts blind. */
export interface SeenDoings {
  readonly advances: number;
  readonly advancesMinor: number | null;
  readonly refunds: number;
  readonly refundsMinor: number | null;
  readonly creditNotes: number;
  readonly creditedMinor: number;
  readonly discountsMinor: number;
  readonly waivedMinor: number;
  readonly paidInMinor: number;
  readonly paidOutMinor: number;
  readonly dropsMinor: number;
  readonly noSales: number;
}

export function seenDoings(done: FurtherDoings, seesCash: boolean): SeenDoings {
  const { advances, refunds, creditNotes, creditedMinor, discountsMinor, waivedMinor } = done;
  const { paidInMinor, paidOutMinor, dropsMinor, noSales } = done;
  return {
    advances,
    advancesMinor: seesCash ? done.advancesMinor : null,
    refunds: refunds.count,
    refundsMinor: seesCash ? takingsTotal(refunds.takings) : null,
    ...{ creditNotes, creditedMinor, discountsMinor, waivedMinor, paidInMinor, paidOutMinor, dropsMinor, noSales },
  };
}
