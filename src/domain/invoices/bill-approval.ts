import type { ApprovalKind } from '../approvals/approval-use.ts';
import { requestText } from '../approvals/request-text.ts';
import { capFor, moneySettingsOf } from '../clinics/caps.ts';
import type { Reader } from '../kernel/record.ts';
import type { Role } from '../kernel/roles.ts';
import { type Discount, isWithinCap } from './discount.ts';
import type { InvoiceLine } from './invoice-line.ts';

/** What of a bill a second person says yes to: all of it that money depends on. */
export interface BillToApprove {
  readonly visitId: string;
  readonly lines: readonly InvoiceLine[];
  readonly discount?: Discount | undefined;
  readonly payer?: { readonly name: string; readonly amountMinor: number } | undefined;
  readonly totalMinor: number;
}

/** How much off a bill somebody with these roles may take alone, in basis points. */
export function discountCap(reader: Reader, clinicId: string, roles: readonly Role[]): number {
  return capFor(moneySettingsOf(reader, clinicId).discountCapBasisPoints, roles);
}

/** What the bill needs a second person for; undefined where nothing. */
export function approvalNeeded({ lines }: Pick<BillToApprove, 'lines'>, capBasisPoints: number): ApprovalKind | undefined {
  if (isPricedOtherwise(lines)) return 'price-override';
  return isWithinCap(lines, capBasisPoints) ? undefined : 'discount';
}

export function isPricedOtherwise(lines: readonly InvoiceLine[]): boolean {
  return lines.some((line) => line.listPriceMinor !== undefined);
}

/**
 * The text that the approver signs. It names what each line is and what comes off it, so that it says all that money depends
 * on, to people too; with as many lines as a bill can have it may become too long to ask for.
 */
export function billRequest(kind: ApprovalKind, { visitId, lines, discount, payer, totalMinor }: BillToApprove): string {
  return requestText(kind, {
    visitId,
    lines: lines.map(lineFacts),
    ...(discount ? { discount: { reason: discount.reason, amountMinor: discount.amountMinor } } : {}),
    ...(payer ? { payer: { name: payer.name, amountMinor: payer.amountMinor } } : {}),
    totalMinor,
  });
}

function lineFacts({ code, quantity, unitPriceMinor, listPriceMinor, discountMinor }: InvoiceLine) {
  return {
    code,
    quantity,
    priceMinor: unitPriceMinor,
    ...(listPriceMinor === undefined ? {} : { listPriceMinor }),
    ...(discountMinor === undefined ? {} : { discountMinor }),
  };
}

/** How much less is asked for than the list's prices come to. Minor units. */
export function givenAway(lines: readonly InvoiceLine[]): number {
  let awayMinor = 0;
  for (const line of lines) {
    const lessEachMinor = Math.max(0, (line.listPriceMinor ?? line.unitPriceMinor) - line.unitPriceMinor);
    awayMinor += (line.discountMinor ?? 0) + lessEachMinor * line.quantity;
  }
  return awayMinor;
}
