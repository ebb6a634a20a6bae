import { approvalRefusal } from '../approvals/approval-refusal.ts';
import type { ApprovalUse } from '../approvals/approval-use.ts';
import { requestText } from '../approvals/request-text.ts';
import { clinic } from '../clinics/clinic.ts';
import { DEFAULT_MONEY_SETTINGS } from '../clinics/settings.ts';
import { type Invoice, invoice } from '../invoices/invoice.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import type { Reader } from '../kernel/record.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { Role } from '../kernel/roles.ts';
import { user } from '../staff/user.ts';

/** What is let go of a bill, and why. */
export interface Waived {
  readonly invoiceId: string;
  readonly amountMinor: number;
  readonly reason: string;
}

/** What a manager agrees to when more is let go than one may alone. */
export function waiverText({ invoiceId, amountMinor, reason }: Waived): string {
  return requestText('waiver', { invoiceId, amountMinor, reason });
}

/** How much somebody of these roles may let go of one bill alone; null: any amount. */
export function waiverCap(reader: Reader, clinicId: string, roles: readonly Role[]): number | null {
  const caps = reader.get(clinic, clinicId)?.waiverCapMinor ?? DEFAULT_MONEY_SETTINGS.waiverCapMinor;
  return roles.includes('manager') ? caps.manager : caps.cashier;
}

/** Above the cap of whoever lets it go, over all of a bill's waivers, a waiver needs another's approval of exactly this. */
export function waiverRefusal(
  body: Waived & { readonly approval?: ApprovalUse | undefined },
  entry: EntryFacts,
  reader: Reader,
): Refusal | undefined {
  const cap = waiverCap(reader, entry.clinicId, reader.get(user, entry.actorId)?.roles ?? []);
  const before = reader.get(invoice, body.invoiceId);
  if (!body.approval && (cap === null || waivedIn(before) + body.amountMinor <= cap)) return undefined;
  return approvalRefusal(reader, 'waiver', body.approval, waiverText(body));
}

function waivedIn(one: Invoice | undefined): number {
  return one?.waivedMinor ?? 0;
}
