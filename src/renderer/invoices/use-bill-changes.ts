import { useState } from 'react';
import type { Estimate } from '#domain/estimates/estimate.ts';
import type { BillAsked } from '#domain/invoices/bill-asked.ts';
import type { VisitBill } from '#domain/invoices/visit-bill.ts';
import type { Refusal } from '#domain/kernel/refusal.ts';
import { useFigures } from '../app/use-figures.ts';
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

export interface BillChanges {
  readonly fields: BillFields;
  readonly kept: Kept;
  /** The field that cannot be read, once somebody asked for what was typed. */
  readonly wrong: keyof BillFields | null;
  /** The field that takes more than the bill has. */
  readonly tooMuch: TooMuch | null;
  /** The bill cannot be made so; said here where no field of its own shows it. */
  readonly refusal: Refusal | null;
  set(some: Partial<BillFields>): void;
  setKept(kept: Kept): void;
  /** What is asked for; undefined where a field is wrong. */
  read(): BillAsked | undefined;
  /** Takes an estimate's prices, and its discounts to those that are kept. */
  promise(estimate: Estimate): void;
  /** Says at its field, or beside them all, why a bill of this cannot be made. */
  refuse(refusal: Refusal, asked: BillAsked): void;
  /** Puts what is typed to the others and empties its fields for the next. */
  keep(): void;
}

/** What a cashier is making of a bill: one discount, price and package at a time, those before them kept beside. */
export function useBillChanges(bill: VisitBill): BillChanges {
  const figures = useFigures();
  const [fields, setFields] = useState(() => fieldsOf(bill.asked, figures));
  const [kept, setKept] = useState<Kept>(() => keptOf(bill.asked));
  const [wrong, setWrong] = useState<keyof BillFields | null>(null);
  const [tooMuch, setTooMuch] = useState<TooMuch | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const clear = () => {
    setWrong(null);
    setTooMuch(null);
    setRefusal(null);
  };
  const read = () => {
    const asked = readFields(fields, figures, kept);
    if (typeof asked !== 'string') return asked;
    setWrong(asked);
    return undefined;
  };
  return {
    ...{ fields, kept, wrong, tooMuch, refusal, read },
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
