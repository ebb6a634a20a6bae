import { z } from 'zod';
import { branchAsked, branchOf } from '../business-days/branch-asked.ts';
import { maybeTyped } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { type BankReference, bankReference } from './bank-reference.ts';
import { bankReferenceId, type ClaimSource, type TenderAt } from './claim-changes.ts';
import { type ClaimedKind, confirmationOf, isClaimed } from './claims.ts';
import { receiptAt } from './receipt-at.ts';

/** A tender whose money somebody has seen in the bank. */
export interface ConfirmedTender {
  readonly at: TenderAt;
  readonly kind: ClaimedKind;
  readonly number: string;
  readonly patientName: string;
  readonly amountMinor: number;
  /** As the cashier typed it, and as the bank has it. */
  readonly claimedReference: string;
  readonly reference: string;
  readonly source: ClaimSource | null;
  readonly byName: string;
  readonly confirmedAtMs: number;
}

const SHOWN = 200;

/** What was confirmed, latest first, so that a wrong confirmation can be found: the last 200, or those of a receipt or transaction. */
export const confirmedTenders = defineQuery({
  name: 'confirmedTenders',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office', 'server'],
  input: z.strictObject({
    branchId: branchAsked,
    /** A receipt's number or a transaction, whole; empty: the latest. */
    wanted: maybeTyped(40),
  }),
  read({ branchId: asked, wanted }, { reader, place }): readonly ConfirmedTender[] {
    const branchId = branchOf(asked, place);
    return referencesOf(reader, branchId, wanted).flatMap((one) => confirmedBy(reader, one));
  },
});

function referencesOf(reader: Reader, branchId: string, wanted: string): readonly BankReference[] {
  const latest = { orderBy: 'atMs', descending: true, limit: SHOWN } as const;
  if (wanted === '') return reader.find(bankReference, { branchId, state: 'STANDS' }, latest);
  const named = reader.get(bankReference, bankReferenceId(branchId, wanted));
  const ofReceipt = reader.find(bankReference, { branchId, number: wanted.toUpperCase() }, latest);
  return [...(named ? [named] : []), ...ofReceipt.filter(({ id }) => id !== named?.id)].filter(({ state }) => state === 'STANDS');
}

function confirmedBy(reader: Reader, { at }: BankReference): ConfirmedTender[] {
  const receipt = receiptAt(reader, at);
  const tender = receipt?.tenders[at.tenderIndex];
  const confirmed = receipt && confirmationOf(receipt, at);
  if (!confirmed || !isClaimed(tender)) return [];
  const { number, patientName } = receipt;
  const { kind, amountMinor, reference: claimedReference } = tender;
  const { reference, source, byName, atMs: confirmedAtMs } = confirmed;
  return [{ at, kind, number, patientName, amountMinor, claimedReference, reference, source, byName, confirmedAtMs }];
}
