import { useRef, useState } from 'react';
import type { TenderKind } from '#domain/payments/tender.ts';
import { useFigures } from '../app/use-figures.ts';
import { type Settlement, settle, type TenderRow } from './settle.ts';
import type { TenderRowHandle } from './tender-row.tsx';

export interface TenderRows {
  readonly rows: readonly TenderRow[];
  readonly settlement: Settlement;
  /** The same where less than is due is taken on purpose. */
  readonly partly: Settlement;
  change(to: TenderRow): void;
  remove(id: string): void;
  /**
   * Cash, card, UPI or bank was pressed. While the bill is covered it is the one row's kind that changes; where something is
   * left, another row takes it.
   */
  choose(kind: TenderKind): void;
  handle(id: string): (handle: TenderRowHandle | null) => void;
  /** Puts the keyboard on the reference of the first such row. */
  toReference(which: (row: TenderRow) => boolean): void;
  /** Puts the keyboard on what is lacking. */
  toLack(of: Settlement): void;
}

/** The rows of a payment, begun with exact cash. */
export function useTenderRows(dueMinor: number): TenderRows {
  const figures = useFigures();
  const handles = useRef(new Map<string, TenderRowHandle>());
  const made = useRef(1);
  const [rows, setRows] = useState<readonly TenderRow[]>(() => [newRow('0', 'cash', figures.typedAmount(dueMinor))]);
  const settlement = settle(dueMinor, rows, figures.parseAmount);
  const partly = settle(dueMinor, rows, figures.parseAmount, true);
  const add = (kind: TenderKind, typed: string) => {
    const id = String(made.current);
    made.current += 1;
    return newRow(id, kind, typed);
  };
  return {
    rows,
    settlement,
    partly,
    change: (to) => setRows(rows.map((row) => (row.id === to.id ? to : row))),
    remove: (id) => setRows(rows.filter((row) => row.id !== id)),
    choose: (kind) => {
      const cash = kind === 'cash' ? rows.find((row) => row.kind === 'cash') : undefined;
      const left = settlement.remainingMinor;
      // One drawer, one cash row: it takes whatever the others leave.
      if (cash) handles.current.get(cash.id)?.focus('amount');
      else if (rows.length === 1 && left === 0) setRows([add(kind, figures.typedAmount(dueMinor))]);
      else if (left > 0) setRows([...rows, add(kind, figures.typedAmount(left))]);
    },
    handle: (id) => (handle) => {
      if (handle) handles.current.set(id, handle);
      else handles.current.delete(id);
    },
    toReference: (which) => {
      const row = rows.find(which);
      if (row) handles.current.get(row.id)?.focus('reference');
    },
    toLack: ({ lack }) => {
      const rowId = lack?.rowId ?? rows.at(-1)?.id;
      if (lack && rowId !== undefined) handles.current.get(rowId)?.focus(lack.kind);
    },
  };
}

function newRow(id: string, kind: TenderKind, typed: string): TenderRow {
  return { id, kind, typed, reference: '', lastFour: '' };
}
