import type { Actor } from '../kernel/operation.ts';
import { type Takings, takingsTotal } from '../payments/tender.ts';

/** Who counts a drawer must not know what should be in it; those who judge the count must. */
export function seesExpectedCash(actor: Pick<Actor, 'roles'>): boolean {
  return actor.roles.some((role) => role === 'manager' || role === 'administrator' || role === 'auditor');
}

/** Takings as a person may see them: cash and the total are null for whoever counts blind. */
export interface SeenTakings {
  readonly cash: number | null;
  readonly card: number;
  readonly upi: number;
  readonly totalMinor: number | null;
}

export function seenTakings(takings: Takings, seesCash: boolean): SeenTakings {
  const { cash, card, upi } = takings;
  return seesCash ? { cash, card, upi, totalMinor: takingsTotal(takings) } : { cash: null, card, upi, totalMinor: null };
}
