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
  const choice = usePick(found, { first: text.trim() !== '', onEnter });
  // Kept while it is being paid and until the cashier goes on, though it has left the list by then.
  const [held, setHeld] = useState<string | null>(null);
  // A bill brought up from a patient’s account, until another is chosen.
  const [broughtUp, setBroughtUp] = useState<string | null>(null);
  const visitId = held ?? choice.picked?.id ?? broughtUp;
  const { bill: read, change } = useBill(visitId);
  const settled = read?.dueMinor === 0 && held === null && choice.picked === undefined;
  const choose = (chosen: string | null) => {
    setText('');
    setBroughtUp(chosen);
    choice.pick(chosen);
  };
  return {
    ...{ text, found, choice, visitId, change },
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

interface Changed {
  readonly visitId: string | null;
  /** The credit note that the bill follows, where its visit had an invoice before. */
  readonly after: string | null;
  readonly asked: BillAsked;
}

/** The bill of a visit, with what the cashier has made of it. What was made of one patient’s bill is never another's. */
function useBill(visitId: string | null): { readonly bill: VisitBill | null; change(asked: BillAsked): void } {
  const [changed, setChanged] = useState<Changed | null>(null);
  const asked = changed?.visitId === visitId ? changed.asked : AS_SENT;
  const { data } = useRead('visitBill', { visitId: visitId ?? '', asked }, { when: visitId !== null });
  const after = data?.takenBack?.creditNoteNumber ?? null;
  // The bill that follows an invoice that was taken back is a new one, and begins with what the doctor sent.
  if (data?.invoice === null && changed?.visitId === visitId && changed.after !== after) setChanged(null);
  return { bill: data ?? null, change: (wanted) => setChanged({ visitId, after, asked: wanted }) };
}
