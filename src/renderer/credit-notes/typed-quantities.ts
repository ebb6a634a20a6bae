import type { CreditAsked, CreditLeft } from '#domain/credit-notes/credit-amounts.ts';

/** What was typed, by a line's place on the invoice; a line that is not there was not typed on. */
export type TypedQuantities = Readonly<Record<number, string>>;

/** How many of each line are taken back, and instead of that how much of its value. */
export interface TypedCredit {
  readonly quantities: TypedQuantities;
  readonly values: TypedQuantities;
}

export const NOTHING_TYPED: TypedCredit = { quantities: {}, values: {} };

/** Whether this is a whole number of what is left of a line: none of it, some or all. */
export function isQuantityOf(typed: string, left: number): boolean {
  return /^\d{1,6}$/.test(typed.trim()) && Number(typed) <= left;
}

/** An amount of a line's value: more than nothing and less than what is left. Null: none is typed; undefined: it is none. */
export function valueTyped(
  typed: string,
  leftMinor: number,
  parse: (text: string) => number | undefined,
): number | null | undefined {
  if (typed.trim() === '') return null;
  const minor = parse(typed);
  return minor !== undefined && minor > 0 && minor < leftMinor ? minor : undefined;
}

/**
 * What is taken back of each line: all that is left, unless another number or an amount was typed. Undefined where that is no such
 * number or amount.
 */
export function typedQuantities(
  left: readonly CreditLeft[],
  { quantities, values }: TypedCredit,
  parse: (text: string) => number | undefined,
): CreditAsked[] | undefined {
  const lines: CreditAsked[] = [];
  for (const { line, quantity, leftMinor } of left) {
    const valueMinor = valueTyped(values[line] ?? '', leftMinor, parse);
    if (valueMinor === undefined) return undefined;
    const text = quantities[line] ?? String(quantity);
    if (valueMinor !== null) lines.push({ line, quantity: 0, valueMinor });
    else if (!isQuantityOf(text, quantity)) return undefined;
    else if (Number(text) > 0) lines.push({ line, quantity: Number(text) });
  }
  return lines;
}
