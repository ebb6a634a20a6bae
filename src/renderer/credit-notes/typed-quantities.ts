import type { CreditAsked } from '#domain/credit-notes/credit-amounts.ts';

/** What was typed, by a line's place on the invoice; a line that is not there was not typed on. */
export type TypedQuantities = Readonly<Record<number, string>>;

/** Whether this is a whole number of what is left of a line: none of it, some or all. */
export function isQuantityOf(typed: string, left: number): boolean {
  return /^\d{1,6}$/.test(typed.trim()) && Number(typed) <= left;
}

/** What is taken back of each line: all that is left, unless something else was typed. Undefined where that is no such number. */
export function typedQuantities(left: readonly CreditAsked[], typed: TypedQuantities): CreditAsked[] | undefined {
  const lines = left.map(({ line, quantity }) => ({ line, quantity, text: typed[line] ?? String(quantity) }));
  if (!lines.every(({ text, quantity }) => isQuantityOf(text, quantity))) return undefined;
  return lines.map(({ line, text }) => ({ line, quantity: Number(text) })).filter(({ quantity }) => quantity > 0);
}
