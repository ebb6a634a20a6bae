import { z } from 'zod';
import { invoiceIssued } from '../invoices/changes.ts';
import type { InvoiceLine } from '../invoices/invoice-line.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { id, instantMs, text } from '../kernel/fields.ts';
import { amountMinor, sum } from '../kernel/money.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { paymentRecorded, receiptReprinted } from '../payments/changes.ts';
import { addTenders, NO_TAKINGS } from '../payments/tender.ts';
import { tillClosed, tillOpened } from './changes.ts';
import { collectingRefusal, tillRefusal } from './till-refusal.ts';
import { type CountedPieces, doings, type ZTotals, zTotals } from './z.ts';

/** One cashier's session with a cash drawer at one terminal. */
export const tillShape = z.object({
  id,
  terminalId: id,
  terminalCode: text(8),
  branchId: id,
  userId: id,
  cashierName: text(120),
  /** The date all its money belongs to, however late the clock says it is. */
  businessDate: calendarDate,
  state: z.enum(['OPEN', 'CLOSED']),
  openedAtMs: instantMs,
  openingFloatMinor: amountMinor,
  ...doings,
  closedAtMs: instantMs.nullable(),
  z: zTotals.nullable(),
});
export type Till = z.infer<typeof tillShape>;

export const till: RecordType<Till> = defineRecord({
  name: 'till',
  shape: tillShape,
  stream: 'money',
  columns: ['branchId', 'businessDate', 'state', 'terminalId', 'openedAtMs', 'userId'],
  indexes: [
    ['branchId', 'businessDate'],
    ['branchId', 'state'],
    ['terminalId', 'openedAtMs'],
    ['userId', 'openedAtMs'],
  ],
  handlers: [
    on(tillOpened, {
      check: (one) => one && refuse('till-exists', { cashier: one.cashierName }),
      fold: (one, { tillId, ...body }, entry) =>
        one ?? {
          ...body,
          ...NOTHING_DONE,
          id: tillId,
          terminalId: entry.terminalId,
          branchId: entry.branchId ?? '',
          userId: entry.actorId,
          businessDate: entry.businessDate,
          state: 'OPEN',
          openedAtMs: entry.recordedAtMs,
          closedAtMs: null,
          z: null,
        },
    }),
    on(invoiceIssued, {
      check: (one, _body, entry) => collectingRefusal(one, entry),
      fold: (one, body) =>
        one && {
          ...one,
          invoices: one.invoices + 1,
          invoicedMinor: one.invoicedMinor + body.totalMinor,
          invoicedByCategory: addByCategory(one.invoicedByCategory, body.lines),
        },
    }),
    on(paymentRecorded, {
      check: (one, _body, entry) => collectingRefusal(one, entry),
      fold: (one, body) => one && { ...one, payments: one.payments + 1, takings: addTenders(one.takings, body.tenders) },
    }),
    on(receiptReprinted, {
      check: (one, _body, entry) => tillRefusal(one, entry),
      fold: (one) => one && { ...one, reprints: one.reprints + 1 },
    }),
    on(tillClosed, {
      check: (one, body, entry) => tillRefusal(one, entry) ?? (one && zRefusal(one, body.z)),
      fold: (one, body, entry) =>
        one && (one.state === 'CLOSED' ? one : { ...one, state: 'CLOSED', closedAtMs: entry.recordedAtMs, z: body.z }),
    }),
  ],
});

const NOTHING_DONE = {
  payments: 0,
  takings: NO_TAKINGS,
  invoices: 0,
  invoicedMinor: 0,
  invoicedByCategory: { dental: 0, general: 0 },
  reprints: 0,
};

/** What should be in the drawer. */
export function expectedCash(one: Pick<Till, 'openingFloatMinor' | 'takings'>): number {
  return one.openingFloatMinor + one.takings.cash;
}

export function countedTotal(denominations: readonly CountedPieces[]): number {
  return sum(denominations.map((one) => one.denominationMinor * one.pieces));
}

/** The Z must say what the till did, and its count must add up. */
function zRefusal(one: Till, z: ZTotals): Refusal | undefined {
  const holds =
    z.openingFloatMinor === one.openingFloatMinor &&
    z.payments === one.payments &&
    z.takings.cash === one.takings.cash &&
    z.takings.card === one.takings.card &&
    z.takings.upi === one.takings.upi &&
    z.invoices === one.invoices &&
    z.invoicedMinor === one.invoicedMinor &&
    z.reprints === one.reprints &&
    z.countedMinor === countedTotal(z.denominations) &&
    z.expectedMinor === expectedCash(one) &&
    z.varianceMinor === z.countedMinor - z.expectedMinor;
  return holds ? undefined : refuse('z-differs', { zNumber: z.number, cashier: one.cashierName });
}

function addByCategory(to: Till['invoicedByCategory'], lines: readonly InvoiceLine[]): Till['invoicedByCategory'] {
  const sums = { ...to };
  for (const { category, amountMinor, taxMinor } of lines) sums[category] += amountMinor + taxMinor;
  return sums;
}
