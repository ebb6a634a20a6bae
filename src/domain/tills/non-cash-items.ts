import { z } from 'zod';
import { advance } from '../advances/advance.ts';
import { everyBetween } from '../kernel/every-between.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { payment } from '../payments/payment.ts';
import type { Tender } from '../payments/tender.ts';
import { openTillHere } from './open-till-here.ts';
import type { Till } from './till.ts';
import type { Proofs, UnprovenItem } from './z.ts';

/** A tender that is not cash: there should be a slip of the card machine, or a message of the bank. */
export interface NonCashItem extends UnprovenItem {
  /** Of the payment or advance and the tender in it. */
  readonly id: string;
  readonly patientName: string;
  readonly recordedAtMs: number;
}

const UNPROVEN_NAMED = 100;

/** Everything taken by a till otherwise than in cash, in the order it was taken. */
export function nonCashItems(reader: Reader, tillId: string): readonly NonCashItem[] {
  return receiptsOf(reader, tillId).flatMap(({ id, number, patientName, tenders, recordedAtMs }) =>
    tenders.flatMap((tender, at) =>
      tender.kind === 'cash' ? [] : [{ ...said(tender), id: `${id}:${at}`, number, patientName, recordedAtMs }],
    ),
  );
}

interface Receipt {
  readonly id: string;
  readonly number: string;
  readonly patientName: string;
  readonly tenders: readonly Tender[];
  readonly recordedAtMs: number;
}

const EVER = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** Receipts for bills and for advances, in the order they were given. */
function receiptsOf(reader: Reader, tillId: string): readonly Receipt[] {
  const paid = everyBetween(reader, payment, { where: { tillId }, field: 'recordedAtMs', ...EVER });
  const received = everyBetween(reader, advance, { where: { tillId }, field: 'receivedAtMs', ...EVER });
  return [
    ...[...paid].map(({ receiptNumber: number, ...one }) => ({ ...one, number })),
    ...[...received].map(({ receivedAtMs: recordedAtMs, ...one }) => ({ ...one, recordedAtMs })),
  ].sort((a, b) => a.recordedAtMs - b.recordedAtMs);
}

function said(tender: Exclude<Tender, { kind: 'cash' }>): Pick<NonCashItem, 'kind' | 'reference' | 'amountMinor'> {
  return { kind: tender.kind, reference: tender.reference, amountMinor: tender.amountMinor };
}

/** What was ticked of a till's items and what was not; refuses a tick for what is not there. */
export function proofsOf(reader: Reader, open: Till, ticked: readonly string[]): Proofs | Refusal {
  const items = nonCashItems(reader, open.id);
  const there = new Set(ticked);
  if (there.size < ticked.length) return refuse('item-ticked-twice');
  const known = new Set(items.map(({ id }) => id));
  if (ticked.some((id) => !known.has(id))) return refuse('item-unknown');
  const missing = items.filter(({ id }) => !there.has(id));
  const total = (of: readonly NonCashItem[]) => of.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const missingMinor = total(missing);
  return {
    items: items.length,
    tickedMinor: total(items) - missingMinor,
    missing: missing.length,
    missingMinor,
    unproven: missing
      .slice(0, UNPROVEN_NAMED)
      .map(({ kind, number, reference, amountMinor }) => ({ kind, number, reference, amountMinor })),
  };
}

/** What the cashier of the open till here ticks, slip by slip, before closing. */
export const tillNonCashItems = defineQuery({
  name: 'tillNonCashItems',
  roles: ['cashier', 'manager'],
  terminals: ['cashier'],
  input: z.strictObject({}),
  read(_input, { reader, place }): readonly NonCashItem[] {
    const open = openTillHere(reader, place);
    return open ? nonCashItems(reader, open.id) : [];
  },
});
