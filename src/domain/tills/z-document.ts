import { z } from 'zod';
import { type Letterhead, letterhead } from '../documents/letterhead.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { TENDER_KINDS, type TenderKind, takingsTotal } from '../payments/tender.ts';
import { type SeenDoings, seenDoings, seesExpectedCash } from './blind.ts';
import { type IdleDay, idleDay } from './idle-day.ts';
import { till } from './till.ts';
import { allDoings, NO_FURTHER_DOINGS } from './z.ts';

/** A closed till, or a day on which none was opened at a terminal, as its Z slip says it. What would tell a cashier the variance is null for one. */
export interface ZDocument extends SeenDoings {
  readonly tillId: string;
  readonly letterhead: Letterhead;
  /** Of a zero Z: of its own series. */
  readonly zNumber: number;
  /** The Z that a zero Z follows; null: it is none. */
  readonly zeroAfter: number | null;
  readonly terminalCode: string;
  readonly cashierName: string;
  readonly businessDate: string;
  readonly openedAtMs: number;
  readonly closedAtMs: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly headHash: string;
  readonly payments: number;
  readonly reprints: number;
  readonly invoices: number;
  readonly takings: readonly { readonly kind: TenderKind; readonly amountMinor: number | null }[];
  readonly totalMinor: number | null;
  readonly openingFloatMinor: number;
  /** Largest first. */
  readonly denominations: readonly { readonly valueMinor: number; readonly count: number }[];
  readonly countedMinor: number;
  /** Stays in the drawer for the next till, as whoever closed it said; null: not said. */
  readonly leftMinor: number | null;
  /** The first of two counts, where it did not agree. */
  readonly firstCountMinor: number | null;
  /** Taken otherwise than in cash, with no slip or message there at the close. Not missing money. */
  readonly proofsMissing: number;
  readonly proofsMissingMinor: number;
  readonly handedToName: string | null;
  readonly handoverAcceptedMinor: number | null;
  /** Why somebody else closed it with a manager's approval; null where its own cashier did. */
  readonly forcedBecause: string | null;
  readonly expectedMinor: number | null;
  readonly varianceMinor: number | null;
  readonly grossInMinor: number | null;
  readonly grossOutMinor: number | null;
}

export const zDocument = defineQuery({
  name: 'zDocument',
  roles: ['cashier', 'manager', 'auditor'],
  terminals: ['cashier', 'back-office'],
  /** Or the id of a terminal's idle day. */
  input: z.strictObject({ tillId: id }),
  read({ tillId }, { reader, place, actor }): ZDocument | null {
    const idle = reader.get(idleDay, tillId);
    if (idle) return zeroZ(idle, reader, place.clinicId);
    const closed = reader.get(till, tillId);
    if (!closed?.z || closed.closedAtMs === null) return null;
    const seesCash = seesExpectedCash(actor);
    const seen = (amountMinor: number) => (seesCash ? amountMinor : null);
    const { number, takings, denominations, expectedMinor, varianceMinor, grossInMinor, grossOutMinor, ...z } = closed.z;
    const { terminalCode, cashierName, businessDate, openedAtMs, closedAtMs } = closed;
    return {
      tillId,
      letterhead: letterhead(reader, place.clinicId, closed.branchId, { ...closed, atMs: openedAtMs }),
      zNumber: number,
      zeroAfter: null,
      terminalCode,
      cashierName,
      businessDate,
      openedAtMs,
      closedAtMs,
      firstSeq: z.firstSeq,
      lastSeq: z.lastSeq,
      headHash: z.headHash,
      payments: z.payments,
      reprints: z.reprints,
      invoices: z.invoices,
      takings: TENDER_KINDS.map((kind) => ({ kind, amountMinor: kind === 'cash' ? seen(takings.cash) : (takings[kind] ?? 0) })),
      totalMinor: seen(takingsTotal(takings)),
      openingFloatMinor: z.openingFloatMinor,
      denominations: denominations.map(({ denominationMinor, pieces }) => ({ valueMinor: denominationMinor, count: pieces })),
      ...seenDoings(allDoings(closed.z), seesCash),
      countedMinor: z.countedMinor,
      // Whoever counts the next float does not know it.
      leftMinor: (seesCash || closed.userId === actor.userId ? z.leftMinor : null) ?? null,
      firstCountMinor: z.firstCountMinor ?? null,
      proofsMissing: z.proofs?.missing ?? 0,
      proofsMissingMinor: z.proofs?.missingMinor ?? 0,
      handedToName: z.handedOver?.toName ?? null,
      handoverAcceptedMinor: z.handedOver?.acceptedMinor ?? null,
      forcedBecause: closed.forcedBecause,
      expectedMinor: seen(expectedMinor),
      varianceMinor: seen(varianceMinor),
      grossInMinor: seen(grossInMinor),
      grossOutMinor: seen(grossOutMinor),
    };
  },
});

/** Nothing was sold, counted or expected; the perpetual totals stand where the last Z left them. Only managers' machines hold it. */
function zeroZ(idle: IdleDay, reader: Reader, clinicId: string): ZDocument {
  const { id: tillId, branchId, terminalId, terminalCode, number, lastZ, date, closedAtMs: atMs, seq, hash } = idle;
  return {
    tillId,
    letterhead: letterhead(reader, clinicId, branchId, { paper: idle.paper, terminalId, atMs }),
    ...{ zNumber: number ?? 0, zeroAfter: lastZ, terminalCode, cashierName: '', businessDate: date },
    ...{ openedAtMs: atMs, closedAtMs: atMs, firstSeq: seq, lastSeq: seq, headHash: hash },
    ...{
      payments: 0,
      reprints: 0,
      invoices: 0,
      openingFloatMinor: 0,
      denominations: [],
      countedMinor: 0,
      leftMinor: null,
      firstCountMinor: null,
    },
    takings: TENDER_KINDS.map((kind) => ({ kind, amountMinor: 0 })),
    ...{ totalMinor: 0, ...seenDoings(NO_FURTHER_DOINGS, true), proofsMissing: 0, proofsMissingMinor: 0 },
    ...{ handedToName: null, handoverAcceptedMinor: null, forcedBecause: null, expectedMinor: 0, varianceMinor: 0 },
    ...{ grossInMinor: idle.grossInMinor, grossOutMinor: idle.grossOutMinor },
  };
}
