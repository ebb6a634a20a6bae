import { useEffect, useState, useSyncExternalStore } from 'react';
import { AS_SENT, type BillAsked } from '#domain/invoices/bill-asked.ts';
import type { VisitBill } from '#domain/invoices/visit-bill.ts';
import type { ReadyForBilling } from '#domain/visits/billing-list.ts';
import { useRead } from '../../app/asking.ts';
import { sessionStore } from '../../app/session.ts';
import { usePick } from '../../app/use-pick.ts';
import { unissuedChanges } from '../../invoices/unissued-changes.ts';
import { matchingReady } from '../../visits/matching-ready.ts';

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
  const { bill: read, changedBy, change, dueOf, drop } = useBill(visitId);
  const settled = read?.dueMinor === 0 && held === null && choice.picked === undefined;
  const choose = (chosen: string | null) => {
    setText('');
    setBroughtUp(chosen);
    choice.pick(chosen);
  };
  return {
    ...{ text, found, choice, visitId, changedBy, change, dueOf },
    bill: settled ? null : read,
    isHeld: held !== null,
    hold: () => setHeld(visitId),
    release: () => setHeld(null),
    search: (typed: string) => {
      setText(typed);
      setBroughtUp(null);
    },
    /** Nobody is chosen and nothing is looked for any more; what was made of the bill stays with it. */
    letGo: () => choose(null),
    bringUp: (due: string) => choose(due),
    next: () => {
      drop();
      setHeld(null);
      choose(null);
    },
  };
}

interface ChosenBill {
  readonly bill: VisitBill | null;
  /** Who made of it what is shown, where that was not the one who works here now. */
  readonly changedBy: string | null;
  change(asked: BillAsked): void;
  /** What a visit's changed bill comes to; null where nothing was changed on it. Minor units. */
  dueOf(visitId: string): number | null;
  /** What was made of the bill went into its invoice. */
  drop(): void;
}

/** The bill of a visit, with what was made of it in this window. What was made of one patient’s bill is never another's. */
function useBill(visitId: string | null): ChosenBill {
  const changes = useSyncExternalStore(unissuedChanges.subscribe, unissuedChanges.get);
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const changed = visitId === null ? undefined : changes.get(visitId);
  const asked = changed?.asked ?? AS_SENT;
  const { data } = useRead('visitBill', { visitId: visitId ?? '', asked }, { when: visitId !== null });
  const after = data?.takenBack?.creditNoteNumber ?? null;
  const dueMinor = data?.invoice === null ? data.dueMinor : null;
  useEffect(() => {
    if (visitId === null || changed === undefined || dueMinor === null) return;
    // The bill that follows an invoice that was taken back is a new one, and begins with what the doctor sent.
    if (changed.after !== after) unissuedChanges.drop(visitId);
    else if (changed.dueMinor !== dueMinor) unissuedChanges.keep(visitId, { ...changed, dueMinor });
  }, [visitId, changed, after, dueMinor]);
  return {
    bill: data ?? null,
    changedBy: changed && dueMinor !== null && changed.byUserId !== session?.userId ? changed.byName : null,
    change: (wanted) => {
      if (visitId === null || session === null) return;
      const by = { byUserId: session.userId, byName: session.name };
      unissuedChanges.keep(visitId, { after, asked: wanted, dueMinor: null, ...by });
    },
    dueOf: (id) => changes.get(id)?.dueMinor ?? null,
    drop: () => {
      if (visitId !== null && data?.invoice) unissuedChanges.drop(visitId);
    },
  };
}
