import { id } from '../kernel/fields.ts';
import type { Place } from '../kernel/operation.ts';

/** A branch in a query's input; null: the one the terminal stands in. */
export const branchAsked = id.nullable().default(null);

export function branchOf(asked: string | null, place: Place): string {
  return asked ?? place.branchId ?? '';
}
