import { balanceDue, type Invoice, invoice } from '../invoices/invoice.ts';
import { addDays } from '../kernel/calendar.ts';
import { everyBetween } from '../kernel/every-between.ts';
import type { QueryContext } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import type { Role } from '../kernel/roles.ts';
import type { Visit } from './visit.ts';
import { VISIT_STATES, type VisitState } from './visit-state.ts';

/** What became of the bill that a visit has. */
export interface BillStanding {
  readonly state: Invoice['state'];
  /** What the patient still owes on it. Minor units. */
  readonly dueMinor: number;
}

/** A visit as far as money goes. `bill` is null where it has none, and where the machine or the person has no business with it. */
export type Billed = Pick<Visit, 'state' | 'invoiceId'> & { readonly bill: BillStanding | null };

/**
 * Where a visit stands, in the words of its bill too. The visit's own states are those of the way a person takes through the
 * clinic: READY_FOR_BILLING until all is paid, and PAID, which a bill that was taken back since does not undo.
 */
export const VISIT_STANDINGS: readonly VisitStanding[] = [
  ...VISIT_STATES.slice(0, VISIT_STATES.indexOf('PAID')),
  'INVOICED',
  'PAID',
  'CREDITED',
  ...VISIT_STATES.slice(VISIT_STATES.indexOf('PAID') + 1),
];
export type VisitStanding = VisitState | 'INVOICED' | 'CREDITED';

export function visitStanding({ state, invoiceId, bill }: Billed): VisitStanding {
  if (state === 'READY_FOR_BILLING' && invoiceId !== null) return 'INVOICED';
  return state === 'PAID' && isTakenBack({ bill }) ? 'CREDITED' : state;
}

/** All of its bill was taken back by credit notes: nothing is owed on it, and nothing was earned. */
export function isTakenBack({ bill }: Pick<Billed, 'bill'>): boolean {
  return bill?.state === 'CREDITED';
}

const OF_MONEY: readonly Role[] = ['cashier', 'manager', 'administrator', 'auditor'];

/** The bills of visits, for those who have to do with money, at machines that hold any. */
export function billsFor({ reader, actor }: Pick<QueryContext, 'reader' | 'actor'>): (one: Visit) => BillStanding | null {
  if (!actor.roles.some((role) => OF_MONEY.includes(role))) return () => null;
  return ({ invoiceId }) => standingOf(invoiceId === null ? undefined : reader.get(invoice, invoiceId));
}

/** Bills are made on the visit's day or some days after. */
const LATER_DAYS = 60;

/** The bills of a day's visits that are not simply paid, all at once: the server reads one by one too slowly. */
export function billsOfDay(reader: Reader, branchId: string, date: string): (one: Visit) => BillStanding | null {
  const bills = new Map<string, BillStanding | null>();
  for (const state of ['CREDITED', 'ISSUED', 'PART_PAID'] as const)
    for (const bill of everyBetween(reader, invoice, {
      where: { branchId, state },
      field: 'businessDate',
      ...{ from: date, to: addDays(date, LATER_DAYS) },
    }))
      bills.set(bill.id, standingOf(bill));
  return ({ invoiceId }) => (invoiceId === null ? null : (bills.get(invoiceId) ?? null));
}

function standingOf(bill: Invoice | undefined): BillStanding | null {
  return bill ? { state: bill.state, dueMinor: balanceDue(bill) } : null;
}
