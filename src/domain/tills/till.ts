import { z } from 'zod';
import { advanceApplied, advanceReceived } from '../advances/changes.ts';
import { creditNoteIssued } from '../credit-notes/changes.ts';
import { documentReprinted } from '../documents/changes.ts';
import { paper } from '../documents/paper.ts';
import { invoiceIssued } from '../invoices/changes.ts';
import type { InvoiceLine } from '../invoices/invoice-line.ts';
import { calendarDate } from '../kernel/calendar.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { id, instantMs, text } from '../kernel/fields.ts';
import { amountMinor, sum, totalMinor } from '../kernel/money.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { paymentRecorded, receiptReprinted } from '../payments/changes.ts';
import { addTenders, NO_TAKINGS } from '../payments/tender.ts';
import { refundPaid } from '../refunds/changes.ts';
import { duesWaived } from '../waivers/changes.ts';
import {
  COUNT_PURPOSES,
  type CountPurpose,
  cashDropped,
  cashPaidIn,
  cashPaidOut,
  drawerCounted,
  drawerOpened,
  handoverAccepted,
  handoverOffered,
  handoverWithdrawn,
  tillClosed,
  tillOpened,
} from './changes.ts';
import { closingRefusal } from './closing-refusal.ts';
import { paidOutRefusal } from './paid-out-refusal.ts';
import { collectingRefusal, dayRefusal, tillRefusal, workingRefusal } from './till-refusal.ts';
import { type CountedPieces, countedPieces, doings, furtherDoings, NO_FURTHER_DOINGS, zTotals } from './z.ts';

/** The drawer was counted for the next cashier, who is to count it too. */
const handover = z.object({
  handoverId: id,
  toUserId: id,
  toName: text(120),
  state: z.enum(['OFFERED', 'ACCEPTED']),
  offeredAtMs: instantMs,
  denominations: z.array(countedPieces),
  countedMinor: totalMinor,
  /** What the next cashier counted; null until they have. */
  acceptedMinor: totalMinor.nullable(),
});
export type Handover = z.infer<typeof handover>;

/** A first count that did not agree, and what it was for. */
const firstCount = z.object({ purpose: z.enum(COUNT_PURPOSES), userId: id, countedMinor: totalMinor, atMs: instantMs });

const OVERDRAWN_KEPT = 50;

/** Cash that went out though the drawer should not have held it: something before it is not true. */
const overdrawn = z.object({
  what: z.enum(['refund', 'paid-out', 'drop']),
  amountMinor,
  /** How much of it the drawer should not have held. */
  byMinor: totalMinor,
  atMs: instantMs,
});

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
  /** What its documents are printed with; null in tills opened before it was kept. */
  paper: paper.nullable(),
  state: z.enum(['OPEN', 'CLOSED']),
  openedAtMs: instantMs,
  /** Since when its drawer has been in use: that of the first till, where it was handed over since. */
  sinceMs: instantMs,
  openingFloatMinor: amountMinor,
  ...doings,
  ...furtherDoings,
  firstCounts: z.array(firstCount),
  /** The first fifty. For managers only: whoever has the drawer could else find out what should be in it. */
  overdrawn: z.array(overdrawn).max(OVERDRAWN_KEPT),
  /** The offer that stands, or was taken. */
  handover: handover.nullable(),
  closedAtMs: instantMs.nullable(),
  /** Set where somebody else closed it: a manager, or with a manager's approval. */
  forcedBecause: text(300).nullable(),
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
      fold: (one, { tillId, terminalCode, cashierName, openingFloatMinor, handover, paper: printedWith }, entry) =>
        one ?? {
          ...NOTHING_DONE,
          id: tillId,
          terminalId: entry.terminalId,
          terminalCode,
          branchId: entry.branchId ?? '',
          userId: entry.actorId,
          cashierName,
          openingFloatMinor,
          businessDate: entry.businessDate,
          paper: printedWith ?? null,
          state: 'OPEN',
          openedAtMs: entry.recordedAtMs,
          sinceMs: handover?.sinceMs ?? entry.recordedAtMs,
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
          discountsMinor: one.discountsMinor + (body.discount?.amountMinor ?? 0),
        },
    }),
    on(creditNoteIssued, {
      check: (one, _body, entry) => collectingRefusal(one, entry),
      fold: (one, body) =>
        one && { ...one, creditNotes: one.creditNotes + 1, creditedMinor: one.creditedMinor + body.totalMinor },
    }),
    on(paymentRecorded, {
      check: (one, _body, entry) => collectingRefusal(one, entry),
      fold: (one, body) => one && { ...one, payments: one.payments + 1, takings: addTenders(one.takings, body.tenders) },
    }),
    on(advanceReceived, {
      check: (one, _body, entry) => collectingRefusal(one, entry),
      fold: (one, body) =>
        one && {
          ...one,
          advances: one.advances + 1,
          advancesMinor: one.advancesMinor + body.totalMinor,
          takings: addTenders(one.takings, body.tenders),
        },
    }),
    on(refundPaid, {
      check: (one, _body, entry) => collectingRefusal(one, entry),
      fold: (one, { tender: kind, amountMinor }, entry) => {
        if (!one) return one;
        const takings = addTenders(one.refunds.takings, [{ kind, amountMinor }]);
        const after = { ...one, refunds: { count: one.refunds.count + 1, takings } };
        return kind === 'cash' ? takenOut(after, 'refund', amountMinor, entry) : after;
      },
    }),
    on(duesWaived, {
      check: (one, _body, entry) => collectingRefusal(one, entry),
      fold: (one, body) => one && { ...one, waivedMinor: one.waivedMinor + body.amountMinor },
    }),
    // No money moves, but who settles bills has a till of today.
    on(advanceApplied, { check: (one, _body, entry) => collectingRefusal(one, entry), fold: (one) => one }),
    on(receiptReprinted, {
      check: (one, _body, entry) => tillRefusal(one, entry),
      fold: (one) => one && { ...one, reprints: one.reprints + 1 },
    }),
    on(documentReprinted, {
      check: (one, _body, entry) => tillRefusal(one, entry),
      fold: (one) => one && { ...one, reprints: one.reprints + 1 },
    }),
    on(cashPaidIn, {
      check: (one, _body, entry) => collectingRefusal(one, entry),
      fold: (one, body) => one && { ...one, paidInMinor: one.paidInMinor + body.amountMinor },
    }),
    on(cashPaidOut, {
      check: (one, body, entry, reader) => collectingRefusal(one, entry) ?? paidOutRefusal(body, entry, reader),
      fold: (one, { amountMinor }, entry) =>
        one && takenOut({ ...one, paidOutMinor: one.paidOutMinor + amountMinor }, 'paid-out', amountMinor, entry),
    }),
    on(cashDropped, {
      check: (one, body, entry) => workingRefusal(one, entry) ?? piecesRefusal(body),
      fold: (one, { amountMinor }, entry) =>
        one && takenOut({ ...one, dropsMinor: one.dropsMinor + amountMinor }, 'drop', amountMinor, entry),
    }),
    on(drawerOpened, {
      check: (one, _body, entry) => workingRefusal(one, entry),
      fold: (one) => one && { ...one, noSales: one.noSales + 1 },
    }),
    on(drawerCounted, {
      check: countRefusal,
      fold: (one, { purpose, countedMinor }, { actorId: userId, recordedAtMs: atMs }) =>
        one && { ...one, firstCounts: [...one.firstCounts, { purpose, userId, countedMinor, atMs }] },
    }),
    on(handoverOffered, {
      check: (one, body, entry) =>
        collectingRefusal(one, entry) ??
        (body.toUserId === entry.actorId
          ? refuse('handover-to-yourself')
          : piecesRefusal({ ...body, amountMinor: body.countedMinor })),
      fold: (one, { tillId: _, cashierName: __, ...body }, entry) =>
        one && { ...one, handover: { ...body, state: 'OFFERED', offeredAtMs: entry.recordedAtMs, acceptedMinor: null } },
    }),
    on(handoverWithdrawn, {
      check: (one, body, entry) => tillRefusal(one, entry) ?? offerRefusal(one, body.handoverId),
      fold: (one) => one && { ...one, handover: null, firstCounts: one.firstCounts.filter(({ purpose }) => purpose === 'close') },
    }),
    on(handoverAccepted, {
      check: acceptanceRefusal,
      fold: (one, body) =>
        one &&
        (one.handover ? { ...one, handover: { ...one.handover, state: 'ACCEPTED', acceptedMinor: body.countedMinor } } : one),
    }),
    on(tillClosed, {
      check: (one, body, entry, reader) => closingRefusal(one, body, entry, reader, one ? expectedCash(one) : 0),
      fold: (one, { z, forced }, { recordedAtMs: closedAtMs }) =>
        one && (one.state === 'CLOSED' ? one : { ...one, state: 'CLOSED', closedAtMs, forcedBecause: forced?.reason ?? null, z }),
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
  ...NO_FURTHER_DOINGS,
  firstCounts: [],
  overdrawn: [],
  handover: null,
  closedAtMs: null,
  forcedBecause: null,
  z: null,
};

type CashMoved = Pick<Till, 'openingFloatMinor' | 'takings' | 'refunds' | 'paidInMinor' | 'paidOutMinor' | 'dropsMinor'>;

/** What should be in the drawer. */
export function expectedCash(one: CashMoved): number {
  const inMinor = one.openingFloatMinor + one.takings.cash + one.paidInMinor;
  return inMinor - one.refunds.takings.cash - one.paidOutMinor - one.dropsMinor;
}

export function countedTotal(denominations: readonly CountedPieces[]): number {
  return sum(denominations.map((one) => one.denominationMinor * one.pieces));
}

/**
 * The till after cash went out, with a note where the drawer should not have held so much. It is never refused: asking again
 * and again would tell what a blind count must not know (docs/decisions/0011).
 */
function takenOut(
  after: Till,
  what: Till['overdrawn'][number]['what'],
  amountMinor: number,
  { recordedAtMs: atMs }: EntryFacts,
): Till {
  const byMinor = Math.min(amountMinor, -expectedCash(after));
  if (byMinor <= 0 || after.overdrawn.length === OVERDRAWN_KEPT) return after;
  return { ...after, overdrawn: [...after.overdrawn, { what, amountMinor, byMinor, atMs }] };
}

/** A count says as much as its notes and coins. */
function piecesRefusal(body: { amountMinor: number; denominations?: readonly CountedPieces[] | undefined }): Refusal | undefined {
  if (!body.denominations) return undefined;
  const countedMinor = countedTotal(body.denominations);
  return countedMinor === body.amountMinor ? undefined : refuse('count-differs', { amountMinor: body.amountMinor, countedMinor });
}

/** A drawer is counted again once for each purpose, by whoever it then belongs to. */
function countRefusal(
  one: Till | undefined,
  body: { purpose: CountPurpose; denominations: readonly CountedPieces[]; countedMinor: number },
  entry: EntryFacts,
): Refusal | undefined {
  const theirs = body.purpose === 'handover-accepted' ? takerRefusal(one, entry) : tillRefusal(one, entry);
  if (theirs) return theirs;
  if (one && countedBefore(one, body.purpose)) return refuse('counted-before', { cashier: one.cashierName });
  return piecesRefusal({ ...body, amountMinor: body.countedMinor });
}

export function countedBefore(one: Till, purpose: CountPurpose): Till['firstCounts'][number] | undefined {
  return one.firstCounts.find((count) => count.purpose === purpose);
}

function offerRefusal(one: Till | undefined, handoverId: string): Refusal | undefined {
  return one?.handover?.handoverId === handoverId && one.handover.state === 'OFFERED' ? undefined : refuse('no-handover');
}

/** Only the one it was offered to, at the terminal where the drawer is. */
export function takerRefusal(one: Till | undefined, entry: EntryFacts): Refusal | undefined {
  if (one?.state !== 'OPEN' || one.handover?.state !== 'OFFERED') return refuse('no-handover');
  if (one.terminalId !== entry.terminalId) return refuse('till-of-another-terminal', { terminal: one.terminalCode });
  return one.handover.toUserId === entry.actorId ? undefined : refuse('handover-to-another', { cashier: one.handover.toName });
}

function acceptanceRefusal(
  one: Till | undefined,
  body: { handoverId: string; denominations: readonly CountedPieces[]; countedMinor: number; differenceMinor: number },
  entry: EntryFacts,
): Refusal | undefined {
  const refusal = takerRefusal(one, entry) ?? offerRefusal(one, body.handoverId) ?? dayRefusal(one, entry);
  if (refusal || !one?.handover) return refusal;
  const counted = piecesRefusal({ ...body, amountMinor: body.countedMinor });
  if (counted) return counted;
  const differenceMinor = body.countedMinor - one.handover.countedMinor;
  return differenceMinor === body.differenceMinor ? undefined : refuse('count-differs', { differenceMinor });
}

function addByCategory(to: Till['invoicedByCategory'], lines: readonly InvoiceLine[]): Till['invoicedByCategory'] {
  const sums = { ...to };
  for (const { category, amountMinor, taxMinor } of lines) sums[category] += amountMinor + taxMinor;
  return sums;
}
