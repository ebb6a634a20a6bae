import { approvalRefusal } from '../approvals/approval-refusal.ts';
import type { ApprovalUse } from '../approvals/approval-use.ts';
import { requestText } from '../approvals/request-text.ts';
import { capFor, moneySettingsOf } from '../clinics/caps.ts';
import { invoice } from '../invoices/invoice.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { sum } from '../kernel/money.ts';
import type { Reader } from '../kernel/record.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { Role } from '../kernel/roles.ts';
import { user } from '../staff/user.ts';
import type { SettledShare } from './changes.ts';

/** What of a settlement a second person is asked about: what is given up of whose shares, and why. */
export interface WrittenOff {
  readonly payerName: string;
  readonly reason: string;
  readonly shares: readonly Pick<SettledShare, 'invoiceId' | 'invoiceNumber' | 'writtenOffMinor'>[];
}

/** All that is given up. Minor units. */
export function writtenOffIn({ shares }: Pick<WrittenOff, 'shares'>): number {
  return sum(shares.map(({ writtenOffMinor }) => writtenOffMinor));
}

/** What a second person agrees to: every invoice whose share is given up, and how much of it. */
export function writeOffText({ payerName, reason, shares }: WrittenOff): string {
  const invoices = shares
    .filter(({ writtenOffMinor }) => writtenOffMinor > 0)
    .map(({ invoiceNumber: number, writtenOffMinor: amountMinor }) => ({ number, amountMinor }));
  return requestText('write-off', { payer: payerName, reason, invoices, amountMinor: writtenOffIn({ shares }) });
}

/** Whether more is given up of an invoice, with what was before, than somebody of these roles may give up alone. */
export function needsSecondPerson(
  reader: Reader,
  clinicId: string,
  roles: readonly Role[],
  { shares }: Pick<WrittenOff, 'shares'>,
): boolean {
  const capMinor = capFor(moneySettingsOf(reader, clinicId).payerWriteOffCapMinor, roles);
  if (capMinor === null) return false;
  return shares.some(({ invoiceId, writtenOffMinor }) => {
    const beforeMinor = reader.get(invoice, invoiceId)?.payerWrittenOffMinor ?? 0;
    return writtenOffMinor > 0 && beforeMinor + writtenOffMinor > capMinor;
  });
}

/** Above the cap of whoever gives it up, it needs another's approval of exactly this. */
export function writeOffRefusal(
  body: WrittenOff & { readonly approval?: ApprovalUse | undefined },
  { clinicId, actorId }: Pick<EntryFacts, 'clinicId' | 'actorId'>,
  reader: Reader,
): Refusal | undefined {
  const roles = reader.get(user, actorId)?.roles ?? [];
  if (!body.approval && !needsSecondPerson(reader, clinicId, roles, body)) return undefined;
  return approvalRefusal(reader, 'write-off', body.approval, writeOffText(body));
}
