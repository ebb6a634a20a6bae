import { useState, useSyncExternalStore } from 'react';
import type { Estimate } from '#domain/estimates/estimate.ts';
import type { BillAsked } from '#domain/invoices/bill-asked.ts';
import type { VisitBill } from '#domain/invoices/visit-bill.ts';
import type { Refusal } from '#domain/kernel/refusal.ts';
import { quantityOf } from '../app/quantity.ts';
import { sessionStore } from '../app/session.ts';
import { useFigures } from '../app/use-figures.ts';
import { useKeptAtLeaving } from '../app/use-kept-at-leaving.ts';
import {
  type BillFields,
  changesSomething,
  fieldsOf,
  type Kept,
  keptOf,
  nextFields,
  readFields,
  type TooMuch,
  tooMuchOf,
} from './bill-fields.ts';
import { promisedDiscounts } from './promised-discounts.ts';
import { type Added, typedChanges } from './typed-changes.ts';

export interface BillChanges {
  readonly fields: BillFields;
  readonly kept: Kept;
  /** Services that the doctor did not send. */
  readonly added: readonly Added[];
  /** The field that cannot be read, once somebody asked for what was typed. */
  readonly wrong: keyof BillFields | 'quantity' | null;
  /** The field that takes more than the bill has. */
  readonly tooMuch: TooMuch | null;
  /** The bill cannot be made so; said here where no field of its own shows it. */
  readonly refusal: Refusal | null;
  set(some: Partial<BillFields>): void;
  setKept(kept: Kept): void;
  setAdded(added: readonly Added[]): void;
  /** What is asked for; undefined where a field is wrong. */
  read(): BillAsked | undefined;
  /** Takes an estimate's prices, and its discounts to those that are kept. */
  promise(estimate: Estimate): void;
  /** Says at its field, or beside them all, why a bill of this cannot be made. */
  refuse(refusal: Refusal, asked: BillAsked): void;
  /** Puts what is typed to the others and empties its fields for the next. */
  keep(): void;
  /** The dialog is closed on purpose: what is typed in it need not be found again. */
  finish(): void;
}

/** What a cashier is making of a bill: one discount, price and package at a time, those before them kept beside. */
export function useBillChanges(bill: VisitBill): BillChanges {
  const figures = useFigures();
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const on = { userId: session?.userId ?? '', bill };
  const [before] = useState(() => typedChanges.find(on));
  const [fields, setFields] = useState(() => before?.fields ?? fieldsOf(bill.asked, figures));
  const [kept, setKept] = useState<Kept>(() => before?.kept ?? keptOf(bill.asked));
  const [added, setAdded] = useState<readonly Added[]>(() => before?.added ?? addedOf(bill));
  const [wrong, setWrong] = useState<keyof BillFields | 'quantity' | null>(null);
  const [tooMuch, setTooMuch] = useState<TooMuch | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const finish = useKeptAtLeaving({
    keep: () => typedChanges.keep(on, { fields, kept, added }),
    drop: () => typedChanges.drop(on),
  });
  const clear = () => {
    setWrong(null);
    setTooMuch(null);
    setRefusal(null);
  };
  const read = () => {
    const asked = readFields(fields, figures, kept);
    const lines = readAdded(added);
    if (typeof asked === 'string' || !lines) setWrong(typeof asked === 'string' ? asked : 'quantity');
    return lines && typeof asked !== 'string' ? { ...asked, added: lines } : undefined;
  };
  return {
    ...{ fields, kept, added, wrong, tooMuch, refusal, read, finish },
    setAdded: (to) => {
      setAdded(to);
      clear();
    },
    setKept: (to) => {
      setKept(to);
      clear();
    },
    set: (some) => {
      setFields((before) => ({ ...before, ...some }));
      clear();
    },
    promise: (estimate) => {
      const promised = promisedDiscounts(estimate, bill.lines);
      setFields((before) => ({ ...before, estimateId: estimate.id, reason: before.reason || (estimate.discount?.reason ?? '') }));
      setKept((before) => ({ ...before, discounts: [...before.discounts, ...promised] }));
      clear();
    },
    refuse: (said, asked) => {
      const at = tooMuchOf(said, asked, fields);
      setTooMuch(at);
      setRefusal(at ? null : said);
    },
    keep: () => {
      const asked = changesSomething(fields) ? read() : undefined;
      if (!asked) return;
      setKept(asked);
      setFields(nextFields(fields));
      clear();
    },
  };
}

function addedOf({ asked, lines }: VisitBill): readonly Added[] {
  const names = lines.filter(({ source }) => source === 'added').map(({ name }) => name);
  return asked.added.map((one, at) => ({ ...one, quantity: String(one.quantity), name: names[at] ?? '' }));
}

/** Undefined while one of the quantities is none; its field says so. */
function readAdded(added: readonly Added[]): BillAsked['added'] | undefined {
  const lines = added.flatMap(({ name: _, quantity: typed, ...one }) => {
    const quantity = quantityOf(typed);
    return quantity === undefined ? [] : [{ ...one, quantity }];
  });
  return lines.length === added.length ? lines : undefined;
}
