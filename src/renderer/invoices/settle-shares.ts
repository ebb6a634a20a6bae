import type { SharedInvoice } from '#domain/invoices/payer-shares.ts';

/** What becomes of what the payer did not pay of an invoice. */
export const RESTS = ['stays', 'written-off', 'passed'] as const;
export type Rest = (typeof RESTS)[number];

/** As it is typed beside an invoice. */
export interface TypedShare {
  readonly paid: string;
  readonly rest: Rest;
}

export const NOTHING_TYPED: TypedShare = { paid: '', rest: 'stays' };

/** An invoice of a settlement, as the operation takes it. Minor units. */
export interface ShareToSettle {
  readonly invoiceId: string;
  readonly paidMinor: number;
  readonly writtenOffMinor: number;
  readonly passedMinor: number;
}

/**
 * What is typed beside the invoices, without those of which nothing is said. Undefined where an amount cannot be read or is
 * more than is due.
 */
export function sharesToSettle(
  invoices: readonly Pick<SharedInvoice, 'id' | 'dueMinor'>[],
  typed: Readonly<Record<string, TypedShare>>,
  parseAmount: (text: string) => number | undefined,
): readonly ShareToSettle[] | undefined {
  const shares: ShareToSettle[] = [];
  for (const { id: invoiceId, dueMinor } of invoices) {
    const { paid, rest } = typed[invoiceId] ?? NOTHING_TYPED;
    const paidMinor = paid.trim() === '' ? 0 : parseAmount(paid);
    if (paidMinor === undefined || paidMinor > dueMinor) return undefined;
    const leftMinor = rest === 'stays' ? 0 : dueMinor - paidMinor;
    if (paidMinor + leftMinor === 0) continue;
    const disallowed = {
      writtenOffMinor: rest === 'written-off' ? leftMinor : 0,
      passedMinor: rest === 'passed' ? leftMinor : 0,
    };
    shares.push({ invoiceId, paidMinor, ...disallowed });
  }
  return shares;
}
