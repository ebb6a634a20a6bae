import { z } from 'zod';
import { clinic } from '../clinics/clinic.ts';
import { DENOMINATIONS, LOOSE_MINOR } from '../kernel/money.ts';
import type { DecisionContext } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { type CountPurpose, drawerCounted } from './changes.ts';
import { countedBefore, countedTotal, expectedCash, type Till } from './till.ts';
import { type CountedPieces, countedPieces } from './z.ts';

/** A count as it is typed in. */
export const counts = z.array(countedPieces).max(40);

/**
 * What there is to count at a clinic, largest first; empty where its currency has no list. Loose coins where bills are not
 * rounded, and where some were taken all the same, as the cash of a split payment: that says no more than who took them knows.
 */
export function piecesToCount(reader: Reader, clinicId: string, open: Till | undefined): readonly number[] {
  const { currency = '', rounding = 'none' } = reader.get(clinic, clinicId) ?? {};
  const known = DENOMINATIONS[currency] ?? [];
  const smallest = known.at(-1);
  if (smallest === undefined) return known;
  const hasLoose = rounding === 'none' || (open !== undefined && expectedCash(open) % smallest !== 0);
  return hasLoose ? [...known, LOOSE_MINOR] : known;
}

/** The pieces there are, largest first; or why this is no count. */
export function readCounts(
  typed: readonly CountedPieces[],
  { reader, place }: Pick<DecisionContext, 'reader' | 'place'>,
): readonly CountedPieces[] | Refusal {
  const currency = reader.get(clinic, place.clinicId)?.currency;
  const known = currency === undefined ? undefined : DENOMINATIONS[currency];
  const seen = new Set<number>();
  for (const { denominationMinor } of typed) {
    if (seen.has(denominationMinor)) return refuse('denomination-twice', { denominationMinor });
    if (known && denominationMinor !== LOOSE_MINOR && !known.includes(denominationMinor))
      return refuse('denomination-unknown', { denominationMinor });
    seen.add(denominationMinor);
  }
  return typed.filter(({ pieces }) => pieces > 0).sort((a, b) => b.denominationMinor - a.denominationMinor);
}

/**
 * The change to write down instead of going on, where this is a first count and does not agree: it is made once more, and
 * nobody hears by how much it was wrong. Undefined: the count stands.
 */
export function firstTry(one: Till, purpose: CountPurpose, denominations: readonly CountedPieces[], rightMinor: number) {
  const countedMinor = countedTotal(denominations);
  if (countedMinor === rightMinor || countedBefore(one, purpose)) return undefined;
  return drawerCounted.of({ tillId: one.id, purpose, denominations: [...denominations], countedMinor });
}
