import { AS_SENT, type BillAsked } from '#domain/invoices/bill-asked.ts';

/** What was made of a bill that is not issued. */
export interface UnissuedChange {
  /** The credit note that the bill follows, where its visit had an invoice before. */
  readonly after: string | null;
  readonly asked: BillAsked;
  /** What it came to when it was last shown; null before. Minor units. */
  readonly dueMinor: number | null;
  /** Who changed it last. */
  readonly byUserId: string;
  readonly byName: string;
}

type Changes = ReadonlyMap<string, UnissuedChange>;

let changes: Changes = new Map();
const listeners = new Set<() => void>();

/**
 * What was made of bills in this window, by visit. It lives as long as the window, not as long as somebody's turn at it: who
 * locks it, or makes room for another person, finds a bill as they left it, and the other person is not shown less than was
 * to be billed.
 */
export const unissuedChanges = {
  get: () => changes,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Nothing is kept where all that was made of the bill was taken off again. */
  keep(visitId: string, change: UnissuedChange): void {
    put(visitId, isAsSent(change.asked) ? null : change);
  },
  /** The bill is issued, or is another one by now. */
  drop(visitId: string): void {
    if (changes.has(visitId)) put(visitId, null);
  },
};

function put(visitId: string, change: UnissuedChange | null): void {
  const others = [...changes].filter(([id]) => id !== visitId);
  changes = new Map(change ? [...others, [visitId, change]] : others);
  for (const listener of listeners) listener();
}

function isAsSent({ reason: _, ...asked }: BillAsked): boolean {
  const { reason: __, ...sent } = AS_SENT;
  const names = Object.keys(sent) as (keyof typeof sent)[];
  return names.every((name) => JSON.stringify(asked[name]) === JSON.stringify(sent[name]));
}
