import { z } from 'zod';
import { text } from '../kernel/fields.ts';
import { amountMinor, apportion, basisPoints, shareOf, sum } from '../kernel/money.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { type InvoiceLine, priceOfLine } from './invoice-line.ts';

const lineAt = z.number().int().min(0).max(49);

/** One discount as it was given: on a line or on the whole bill, as a share or as an amount. */
export const discountPart = z.strictObject({
  /** The line it is on, from 0; null: the whole bill. */
  line: lineAt.nullable(),
  /** Of what is left of the line or bill; null: an amount was given. */
  basisPoints: basisPoints.nullable(),
  /** What it comes to. */
  amountMinor,
});
export type DiscountPart = z.infer<typeof discountPart>;

/** What was taken off a bill before tax, and why. The lines say what of it is theirs. */
export const discount = z.strictObject({
  reason: text(200),
  parts: z.array(discountPart).min(1).max(20),
  /** All of it. */
  amountMinor,
});
export type Discount = z.infer<typeof discount>;

/** A discount as somebody asks for it: a share or an amount, not both. */
export const discountAsked = z
  .strictObject({
    line: lineAt.nullable().default(null),
    basisPoints: basisPoints.nullable().default(null),
    amountMinor: amountMinor.nullable().default(null),
  })
  .refine((asked) => (asked.basisPoints === null) !== (asked.amountMinor === null), {
    message: 'is either a percentage or an amount',
  });
export type DiscountAsked = z.infer<typeof discountAsked>;

export interface Discounted {
  readonly parts: readonly DiscountPart[];
  /** What comes off each line. */
  readonly lines: readonly number[];
  readonly amountMinor: number;
}

/**
 * What discounts come to: those on lines first, then those on the whole bill, each on what those before it have left. One on
 * the whole bill is apportioned to the lines by what is left of them, exactly.
 * @param pricesMinor each line's price before any discount
 */
export function discounted(pricesMinor: readonly number[], asked: readonly DiscountAsked[]): Discounted | Refusal {
  const left = [...pricesMinor];
  const parts: DiscountPart[] = [];
  const inOrder = [...asked.filter(({ line }) => line !== null), ...asked.filter(({ line }) => line === null)];
  for (const one of inOrder) {
    const part = takeOff(left, one);
    if (isRefusal(part)) return part;
    parts.push(part);
  }
  const lines = pricesMinor.map((price, at) => price - (left[at] ?? 0));
  return { parts, lines, amountMinor: sum(lines) };
}

/** Takes one discount off what is left of each line. */
function takeOff(left: number[], { line, basisPoints, amountMinor: given }: DiscountAsked): DiscountPart | Refusal {
  const leftMinor = line === null ? sum(left) : left[line];
  if (leftMinor === undefined) return refuse('no-such-line', { line: (line ?? 0) + 1 });
  const amountMinor = basisPoints === null ? (given ?? 0) : shareOf(leftMinor, basisPoints);
  if (amountMinor > leftMinor) return refuse('discount-too-large', { discountMinor: amountMinor, priceMinor: leftMinor });
  if (line === null) for (const [at, part] of apportion(amountMinor, left).entries()) left[at] = (left[at] ?? 0) - part;
  else left[line] = leftMinor - amountMinor;
  return { line, basisPoints, amountMinor };
}

/** The discount that a bill names is the one its lines have, or what differs. */
export function discountRefusal(lines: readonly InvoiceLine[], given: Discount | undefined): Refusal | undefined {
  const asked = (given?.parts ?? []).map((part) => (part.basisPoints === null ? part : { ...part, amountMinor: null }));
  const right = discounted(lines.map(priceOfLine), asked);
  if (isRefusal(right)) return right;
  const isRight =
    right.amountMinor === (given?.amountMinor ?? 0) &&
    right.parts.every(({ amountMinor }, at) => amountMinor === given?.parts[at]?.amountMinor) &&
    right.lines.every((off, at) => off === (lines[at]?.discountMinor ?? 0));
  return isRight ? undefined : refuse('discount-differs', { discountMinor: given?.amountMinor ?? 0 });
}

/**
 * Whether the discount is one that may be given alone: no more than the cap's share of the whole bill, or of every line it
 * is on (whose shares are each rounded).
 */
export function isWithinCap(lines: readonly InvoiceLine[], capBasisPoints: number): boolean {
  const offMinor = sum(lines.map((line) => line.discountMinor ?? 0));
  if (offMinor <= shareOf(sum(lines.map(priceOfLine)), capBasisPoints)) return true;
  return lines.every((line) => (line.discountMinor ?? 0) <= shareOf(priceOfLine(line), capBasisPoints));
}
