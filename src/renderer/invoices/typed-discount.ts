/** A discount as somebody types one: `10%` of it, or `500` off. Null: nothing typed. Undefined: neither can be read. */
export function typedDiscount(
  typed: string,
  parseAmount: (text: string) => number | undefined,
): { readonly basisPoints: number | null; readonly amountMinor: number | null } | null | undefined {
  const text = typed.trim();
  if (text === '') return null;
  if (!text.endsWith('%')) {
    const amountMinor = parseAmount(text);
    return amountMinor === undefined ? undefined : { basisPoints: null, amountMinor };
  }
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%$/.exec(text);
  if (!match) return undefined;
  const basisPoints = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return basisPoints > 10_000 ? undefined : { basisPoints, amountMinor: null };
}

/** The same the other way round, as it is shown in the field again. */
export function discountText(
  { basisPoints, amountMinor }: { readonly basisPoints: number | null; readonly amountMinor: number | null },
  typedAmount: (minor: number) => string,
): string {
  return basisPoints === null ? typedAmount(amountMinor ?? 0) : `${basisPoints / 100}%`;
}
