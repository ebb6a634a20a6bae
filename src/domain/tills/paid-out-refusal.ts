import { approvalRefusal } from '../approvals/approval-refusal.ts';
import type { ApprovalUse } from '../approvals/approval-use.ts';
import { requestText } from '../approvals/request-text.ts';
import { clinic } from '../clinics/clinic.ts';
import { DEFAULT_MONEY_SETTINGS } from '../clinics/settings.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import type { Reader } from '../kernel/record.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { Role } from '../kernel/roles.ts';
import { payeeRefusal } from '../staff/payee.ts';
import { user } from '../staff/user.ts';

/** Cash that goes out of a drawer to somebody who is no patient. */
export interface PaidOut {
  readonly tillId: string;
  readonly amountMinor: number;
  readonly category: string;
  readonly payee: string;
  readonly payeeId: string | null;
  readonly slip: string | null;
  readonly reason: string;
}

/** What a manager agrees to when more is paid out than a cashier may alone. */
export function paidOutText({ tillId, amountMinor, category, payee, payeeId, slip, reason }: PaidOut): string {
  return requestText('paid-out', { tillId, amountMinor, category, payee, payeeId, slip, reason });
}

/** How much somebody of these roles may pay out alone; null: any amount. */
export function paidOutCap(reader: Reader, clinicId: string, roles: readonly Role[]): number | null {
  const caps = reader.get(clinic, clinicId)?.paidOutCapMinor ?? DEFAULT_MONEY_SETTINGS.paidOutCapMinor;
  return roles.includes('manager') ? caps.manager : caps.cashier;
}

/** Nobody pays themselves; above the cap of whoever pays it out, a paid-out needs another's approval of exactly this. */
export function paidOutRefusal(
  body: PaidOut & { approval?: ApprovalUse | undefined },
  entry: EntryFacts,
  reader: Reader,
): Refusal | undefined {
  const toThemselves = payeeRefusal(reader, body.payeeId, entry.actorId);
  if (toThemselves) return toThemselves;
  const cap = paidOutCap(reader, entry.clinicId, reader.get(user, entry.actorId)?.roles ?? []);
  if (!body.approval && (cap === null || body.amountMinor <= cap)) return undefined;
  return approvalRefusal(reader, 'paid-out', body.approval, paidOutText(body));
}
