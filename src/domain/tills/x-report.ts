import { z } from 'zod';
import { type Letterhead, letterhead } from '../documents/letterhead.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { type SeenDoings, type SeenTakings, seenDoings, seenTakings, seesExpectedCash } from './blind.ts';
import { openTillHere } from './open-till-here.ts';
import { expectedCash, type Till, till } from './till.ts';

/** A till as it stands, changing nothing. What would tell a cashier the cash in the drawer is null for one. */
export interface XReport extends SeenDoings {
  readonly tillId: string;
  readonly letterhead: Letterhead;
  readonly terminalCode: string;
  readonly cashierName: string;
  readonly businessDate: string;
  readonly openedAtMs: number;
  readonly takenAtMs: number;
  readonly state: Till['state'];
  readonly openingFloatMinor: number;
  readonly payments: number;
  readonly reprints: number;
  readonly invoices: number;
  readonly takings: SeenTakings;
  readonly invoicedMinor: number | null;
  readonly invoicedByCategory: Till['invoicedByCategory'] | null;
  readonly expectedMinor: number | null;
}

/** The open till here, or the one named. */
export const xReport = defineQuery({
  name: 'xReport',
  roles: ['cashier', 'manager', 'auditor'],
  terminals: ['cashier', 'back-office'],
  input: z.strictObject({ tillId: id.nullable().default(null) }),
  read({ tillId }, { reader, place, actor, nowMs }): XReport | null {
    const one = tillId ? reader.get(till, tillId) : openTillHere(reader, place);
    if (!one) return null;
    const seesCash = seesExpectedCash(actor);
    const { terminalCode, cashierName, businessDate, openedAtMs, state, openingFloatMinor, payments, reprints, invoices } = one;
    return {
      tillId: one.id,
      letterhead: letterhead(reader, place.clinicId, one.branchId, { ...one, atMs: openedAtMs }),
      terminalCode,
      cashierName,
      businessDate,
      openedAtMs,
      takenAtMs: nowMs,
      state,
      openingFloatMinor,
      payments,
      reprints,
      invoices,
      ...seenDoings(one, seesCash),
      takings: seenTakings(one.takings, seesCash),
      invoicedMinor: seesCash ? one.invoicedMinor : null,
      invoicedByCategory: seesCash ? one.invoicedByCategory : null,
      expectedMinor: seesCash ? expectedCash(one) : null,
    };
  },
});
