import { useState } from 'react';
import { AS_SENT, type BillAsked } from '#domain/invoices/bill-asked.ts';
import type { VisitBill } from '#domain/invoices/visit-bill.ts';
import type { ReadyForBilling } from '#domain/visits/billing-list.ts';
import { useRead } from '../../app/asking.ts';
import { usePick } from '../../app/use-pick.ts';
import { matchingReady } from '../../visits/billing-list.tsx';

/** Whose bill is on the cashier’s screen: the one chosen in the list, one brought up from an account, or the one being paid. */
export function useChosenBill(waiting: readonly ReadyForBilling[], onEnter: () => void) {
  const [text, setText] = useState('');
  const found = matchingReady(waiting, text);
  const choice = usePick(found, { first: text.trim() !== '', question: text.trim(), onEnter });
  // Kept while it is being paid and until the cashier goes on, though it has left the list by then.
  const [held, setHeld] = useState<string | null>(null);
  // A bill brought up from a patient’s account, until another is chosen.
  const [broughtUp, setBroughtUp] = useState<string | null>(null);
  const visitId = held ?? choice.picked?.id ?? broughtUp;
  const { bill: read, change, dueOf } = useBill(visitId);
  const settled = read?.dueMinor === 0 && held === null && choice.picked === undefined;
  const choose = (chosen: string | null) => {
    setText('');
    setBroughtUp(chosen);
    choice.pick(chosen);
  };
  return {
    ...{ text, found, choice, visitId, change, dueOf },
    bill: settled ? null : read,
    isHeld: held !== null,
    hold: () => setHeld(visitId),
    release: () => setHeld(null),
    search: (typed: string) => {
      setText(typed);
      setBroughtUp(null);
    },
    bringUp: (due: string) => choose(due),
    next: () => {
      setHeld(null);
      choose(null);
    },
  };
}

/** What a cashier has made of a bill that is not issued. */
interface Changed {
  /** The credit note that the bill follows, where its visit had an invoice before. */
  readonly after: string | null;
  readonly asked: BillAsked;
  /** What it came to when it was last shown; null before. Minor units. */
  readonly dueMinor: number | null;
}

interface ChosenBill {
  readonly bill: VisitBill | null;
  change(asked: BillAsked): void;
  /** What a visit's changed bill comes to; null where nothing was changed on it. Minor units. */
  dueOf(visitId: string): number | null;
}

/** The bill of a visit, with what the cashier has made of it. What was made of one patient’s bill is never another's. */
function useBill(visitId: string | null): ChosenBill {
  const [changes, setChanges] = useState<ReadonlyMap<string, Changed>>(new Map());
  const changed = visitId === null ? undefined : changes.get(visitId);
  const asked = changed?.asked ?? AS_SENT;
  const { data } = useRead('visitBill', { visitId: visitId ?? '', asked }, { when: visitId !== null });
  const after = data?.takenBack?.creditNoteNumber ?? null;
  const set = (to: Changed | null) => {
    if (visitId !== null) setChanges(new Map([...changes].filter(([id]) => id !== visitId).concat(to ? [[visitId, to]] : [])));
  };
  if (changed && data && data.invoice === null) {
    // The bill that follows an invoice that was taken back is a new one, and begins with what the doctor sent.
    if (changed.after !== after) set(null);
    else if (changed.dueMinor !== data.dueMinor) set({ ...changed, dueMinor: data.dueMinor });
  }
  return {
    bill: data ?? null,
    change: (wanted) => set({ after, asked: wanted, dueMinor: null }),
    dueOf: (id) => changes.get(id)?.dueMinor ?? null,
  };
}
