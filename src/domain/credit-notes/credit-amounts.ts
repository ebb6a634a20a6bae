import { approvalRefusal } from '../approvals/approval-refusal.ts';
import type { ApprovalUse } from '../approvals/approval-use.ts';
import { requestText } from '../approvals/request-text.ts';
import { seriesId } from '../documents/document-number.ts';
import { excessOf, type Invoice } from '../invoices/invoice.ts';
import type { InvoiceLine } from '../invoices/invoice-line.ts';
import { payerShareOf } from '../invoices/payer-share.ts';
import { apportion, sum } from '../kernel/money.ts';
import type { Reader } from '../kernel/record.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import type { CreditLine } from './changes.ts';

/**
 * So many of an invoice's line, from 0, are taken back; or none of them and so much of what is left of their value, tax included,
 * where they were priced wrongly (CGST Act, section 34: the taxable value or the tax was too high).
 */
export interface CreditAsked {
  readonly line: number;
  readonly quantity: number;
  readonly valueMinor?: number | undefined;
}

/** What of a line can be taken back still: so many, or less than so much. */
export interface CreditLeft extends CreditAsked {
  readonly leftMinor: number;
}

/** What a credit note comes to. Minor units. */
export interface CreditAmounts {
  readonly lines: CreditLine[];
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly roundingMinor: number;
  readonly totalMinor: number;
  readonly payerMinor: number;
  readonly completes: boolean;
  readonly toAdvanceMinor: number;
}

/** Everything of an invoice that has not been taken back. */
export function allThatIsLeft(one: Invoice): CreditLeft[] {
  return one.lines.flatMap((billed, line) => {
    const { quantity, amountMinor, taxMinor } = leftOf(one, billed, line);
    return quantity > 0 ? [{ line, quantity, leftMinor: amountMinor + taxMinor }] : [];
  });
}

/**
 * What taking back these lines comes to. Parts of a line are rounded down so that all parts together are the whole line; the
 * note that takes back the last of an invoice takes its rounding too, so that all its notes together are its total.
 */
export function creditAmounts(one: Invoice, asked: readonly CreditAsked[]): CreditAmounts | Refusal {
  if (asked.length === 0) return refuse('nothing-to-credit', { number: one.number });
  const lines: CreditLine[] = [];
  for (const part of asked) {
    const line = creditLineOf(one, part, lines);
    if (isRefusal(line)) return line;
    lines.push(line);
  }
  const netMinor = sum(lines.map((line) => line.amountMinor));
  const taxMinor = sum(lines.map((line) => line.taxMinor));
  const credited = sum(one.creditedLines.map(({ quantity }) => quantity)) + sum(lines.map(({ quantity }) => quantity));
  const completes = credited === sum(one.lines.map(({ quantity }) => quantity));
  const leftMinor = one.totalMinor - one.creditedMinor;
  const totalMinor = completes ? leftMinor : Math.min(netMinor + taxMinor, leftMinor);
  const payerMinor = apportion(payerShareOf(one), [totalMinor, leftMinor - totalMinor])[0] ?? 0;
  const after = afterCredit(one, totalMinor, payerMinor);
  return {
    ...{ lines, netMinor, taxMinor, totalMinor, payerMinor, completes },
    roundingMinor: totalMinor - netMinor - taxMinor,
    toAdvanceMinor: excessOf(after) - excessOf(one),
  };
}

/** The invoice's figures once so much of it is taken back, and of that so much of the payer's share. */
export function afterCredit(one: Invoice, totalMinor: number, payerMinor: number): Invoice {
  const payerCreditedMinor = one.payerCreditedMinor + payerMinor;
  return { ...one, creditedMinor: one.creditedMinor + totalMinor, payerCreditedMinor };
}

type Left = Pick<CreditLine, 'quantity' | 'amountMinor' | 'taxMinor'>;

function leftOf({ creditedLines }: Invoice, line: InvoiceLine, at: number): Left {
  const taken = creditedLines.filter((one) => one.line === at);
  const quantity = sum(taken.map((one) => one.quantity));
  // What was taken back before its value was kept was taken back by whole units only.
  const of = (name: 'amountMinor' | 'taxMinor') =>
    taken.every((one) => one[name] !== undefined) ? sum(taken.map((one) => one[name] ?? 0)) : upTo(line, line[name], quantity);
  return {
    quantity: line.quantity - quantity,
    amountMinor: line.amountMinor - of('amountMinor'),
    taxMinor: line.taxMinor - of('taxMinor'),
  };
}

function creditLineOf(
  one: Invoice,
  { line: at, quantity, valueMinor }: CreditAsked,
  sofar: readonly CreditLine[],
): CreditLine | Refusal {
  const line = one.lines[at];
  if (!line || sofar.some((other) => other.line === at)) return refuse('no-such-line', { line: at + 1 });
  const left = leftOf(one, line, at);
  const { code, name, hsnSac, taxRateBasisPoints } = line;
  const said = { line: at, code, name, hsnSac, taxRateBasisPoints, quantity };
  if (valueMinor !== undefined) {
    const amounts = ofValue(left, valueMinor);
    return amounts ? { ...said, ...amounts } : refuse('more-than-value', { service: name, leftMinor: totalOf(left) });
  }
  if (quantity > left.quantity) return refuse('more-than-billed', { service: line.name, asked: quantity, left: left.quantity });
  return {
    ...said,
    amountMinor: ofUnits(line, left, quantity, 'amountMinor'),
    taxMinor: ofUnits(line, left, quantity, 'taxMinor'),
  };
}

/** So much of a line's value, its tax in the share that is left. Undefined: nothing, or all of it and more, which goes by units. */
function ofValue(left: Left, valueMinor: number): Omit<Left, 'quantity'> | undefined {
  if (valueMinor <= 0 || valueMinor >= totalOf(left)) return undefined;
  const [amountMinor = 0, taxMinor = 0] = apportion(valueMinor, [left.amountMinor, left.taxMinor]);
  return { amountMinor, taxMinor };
}

function totalOf({ amountMinor, taxMinor }: Left): number {
  return amountMinor + taxMinor;
}

/** So many units at what they were billed at, no more than is left; the last of them take what is left. */
function ofUnits(line: InvoiceLine, left: Left, quantity: number, name: 'amountMinor' | 'taxMinor'): number {
  if (quantity === left.quantity) return left[name];
  const before = line.quantity - left.quantity;
  return Math.min(left[name], upTo(line, line[name], before + quantity) - upTo(line, line[name], before));
}

/** The share of the first so many of a line. */
function upTo({ quantity }: InvoiceLine, minor: number, many: number): number {
  return Math.floor((minor * many) / quantity);
}

/** A credit note with what it claims to rest on. */
export interface ClaimedCredit extends Omit<CreditAmounts, 'lines'> {
  readonly invoiceId: string;
  readonly invoiceNumber: string;
  readonly invoiceSeriesId: string;
  readonly invoiceTotalMinor: number;
  readonly visitId: string;
  readonly patientId: string;
  readonly lines: readonly CreditLine[];
  readonly reason: string;
  readonly reopens: boolean;
  readonly approval: ApprovalUse;
}

/** The text that the approver signs. */
export function creditRequest({
  invoiceId,
  invoiceNumber,
  lines,
  totalMinor,
  reason,
  reopens,
}: Pick<ClaimedCredit, 'invoiceId' | 'invoiceNumber' | 'lines' | 'totalMinor' | 'reason' | 'reopens'>): string {
  const taken = lines.map(({ line, quantity, code, amountMinor, taxMinor }) => ({
    line: line + 1,
    ...(quantity > 0 ? { quantity } : { amountMinor: amountMinor + taxMinor }),
    code,
  }));
  return requestText('credit-note', { invoiceId, invoiceNumber, lines: taken, totalMinor, reason, reopens });
}

/** Why a credit note does not hold: what it cites, what it comes to, or the approval it needs. */
export function creditRefusal(reader: Reader, one: Invoice | undefined, body: ClaimedCredit): Refusal | undefined {
  if (!one) return refuse('invoice-unknown');
  const cites =
    body.invoiceNumber === one.number &&
    body.invoiceSeriesId === invoiceSeries(one) &&
    body.invoiceTotalMinor === one.totalMinor &&
    body.visitId === one.visitId &&
    body.patientId === one.patientId;
  if (!cites) return refuse('invoice-differs', { number: one.number });
  if (one.state === 'CREDITED') return refuse('already-credited', { number: one.number });
  const right = creditAmounts(one, body.lines.map(askedBy));
  if (isRefusal(right)) return right;
  if (!isSame(right, body)) return refuse('totals-differ', { totalMinor: body.totalMinor });
  if (body.reopens && !body.completes) return refuse('reopens-only-whole', { number: one.number });
  return approvalRefusal(reader, 'credit-note', body.approval, creditRequest(body));
}

/** What a line that was taken back had been asked for as. */
function askedBy({ line, quantity, amountMinor, taxMinor }: CreditLine): CreditAsked {
  return quantity > 0 ? { line, quantity } : { line, quantity, valueMinor: amountMinor + taxMinor };
}

const FIGURES = ['netMinor', 'taxMinor', 'roundingMinor', 'totalMinor', 'payerMinor', 'completes', 'toAdvanceMinor'] as const;

function isSame(right: CreditAmounts, body: ClaimedCredit): boolean {
  return (
    FIGURES.every((name) => right[name] === body[name]) &&
    right.lines.every((line, at) => line.amountMinor === body.lines[at]?.amountMinor && line.taxMinor === body.lines[at].taxMinor)
  );
}

export function invoiceSeries({ terminalId, businessDate }: Pick<Invoice, 'terminalId' | 'businessDate'>): string {
  return seriesId(terminalId, 'invoice', businessDate);
}
