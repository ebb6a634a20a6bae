/** How many, as it is typed: a whole number from 1 to 100. Undefined where it is none: nobody’s “1.5” becomes 15, or 1. */
export function quantityOf(typed: string): number | undefined {
  const text = typed.trim();
  return /^(?:[1-9]\d?|100)$/.test(text) ? Number(text) : undefined;
}
