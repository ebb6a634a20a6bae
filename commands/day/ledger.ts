import type { Advance } from '#domain/advances/advance.ts';
import type { PatientAccount } from '#domain/advances/patient-account.ts';
import { balanceDue, excessOf, type Invoice, owedOn } from '#domain/invoices/invoice.ts';
import { sum } from '#domain/kernel/money.ts';
import type { Payment } from '#domain/payments/payment.ts';
import { addTakings, addTenders, NO_TAKINGS, type Takings, takingsTotal } from '#domain/payments/tender.ts';
import type { Refund } from '#domain/refunds/refund.ts';

/** All records of a clinic that money is in. */
export interface Books {
  readonly payments: readonly Pick<Payment, 'tenders'>[];
  readonly advances: readonly Pick<Advance, 'tenders'>[];
  readonly refunds: readonly Pick<Refund, 'tender' | 'amountMinor'>[];
  readonly invoices: readonly Invoice[];
  readonly accounts: readonly Pick<PatientAccount, 'advanceMinor'>[];
}

/** What was taken from patients less what was given back to them, by tender. Minor units. */
export function netTakings({ payments, advances, refunds }: Omit<Books, 'invoices' | 'accounts'>): Required<Takings> {
  const taken = [...payments, ...advances].reduce((sums, { tenders }) => addTenders(sums, tenders), NO_TAKINGS);
  return addTakings(
    taken,
    addTenders(
      NO_TAKINGS,
      refunds.map(({ tender: kind, amountMinor }) => ({ kind, amountMinor: -amountMinor })),
    ),
  );
}

/** What patients were billed and what of it came in. Minor units. */
export interface Ledger {
  /** Taken from patients less given back. */
  readonly collectedMinor: number;
  /** Billed to patients, less what was credited and waived. A second bill of a visit is none. */
  readonly owedMinor: number;
  /** Of that, not paid yet. */
  readonly duesMinor: number;
  /** What patients have paid and do not owe. */
  readonly advancesMinor: number;
  /** Paid beyond what is owed, and not the patient's advance yet. */
  readonly excessMinor: number;
}

export function ledgerOf(books: Books): Ledger {
  const { invoices, accounts } = books;
  return {
    collectedMinor: takingsTotal(netTakings(books)),
    owedMinor: sum(invoices.map(owedOn)),
    duesMinor: sum(invoices.map(balanceDue)),
    advancesMinor: sum(accounts.map(({ advanceMinor }) => advanceMinor)),
    excessMinor: sum(invoices.map(excessOf)),
  };
}

/** What does not add up, in words: collected less refunded is owed less dues, and the advances. */
export function ledgerFaults({ collectedMinor, owedMinor, duesMinor, advancesMinor, excessMinor }: Ledger): string[] {
  const found: string[] = [];
  if (collectedMinor !== owedMinor - duesMinor + advancesMinor + excessMinor)
    found.push(
      `the ledger does not add up: collected ${collectedMinor}, owed ${owedMinor}, due ${duesMinor}, advances ${advancesMinor}, excess ${excessMinor}`,
    );
  if (excessMinor !== 0) found.push(`${excessMinor} was paid beyond what is owed and is nobody's advance`);
  return found;
}
