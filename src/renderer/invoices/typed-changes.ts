import type { BillAsked } from '#domain/invoices/bill-asked.ts';
import type { VisitBill } from '#domain/invoices/visit-bill.ts';
import type { BillFields, Kept } from './bill-fields.ts';

/** A service that the doctor did not send; how many as typed. */
export type Added = Omit<BillAsked['added'][number], 'quantity'> & { readonly name: string; readonly quantity: string };

/** What stands in the dialog that changes a bill. */
export interface TypedChanges {
  readonly fields: BillFields;
  readonly kept: Kept;
  readonly added: readonly Added[];
}

/** Whose typing, on which bill as it was then. */
export interface TypedOn {
  readonly userId: string;
  readonly bill: Pick<VisitBill, 'asked' | 'takenBack'> & { readonly visit: Pick<VisitBill['visit'], 'id'> };
}

interface Left {
  readonly billThen: string;
  readonly typed: TypedChanges;
}

let left: ReadonlyMap<string, Left> = new Map();
const listeners = new Set<() => void>();

/**
 * What somebody had typed into the changes of a bill and not put on it, when another person took the window over. It is theirs
 * alone, and as long as the window lives. Of a bill that was changed meanwhile it is nothing: to apply it would undo that.
 */
export const typedChanges = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  find(on: TypedOn): TypedChanges | undefined {
    const one = left.get(placeOf(on));
    return one?.billThen === billNow(on) ? one.typed : undefined;
  },
  keep(on: TypedOn, typed: TypedChanges): void {
    put(placeOf(on), { billThen: billNow(on), typed });
  },
  drop(on: TypedOn): void {
    if (left.has(placeOf(on))) put(placeOf(on), null);
  },
};

const placeOf = ({ userId, bill }: TypedOn) => `${userId} ${bill.visit.id}`;

const billNow = ({ bill: { asked, takenBack } }: TypedOn) => JSON.stringify([asked, takenBack?.creditNoteNumber ?? null]);

function put(place: string, one: Left | null): void {
  const others = [...left].filter(([at]) => at !== place);
  left = new Map(one ? [...others, [place, one]] : others);
  for (const listener of listeners) listener();
}
