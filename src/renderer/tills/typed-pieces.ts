/** As many pieces of one kind as a drawer can hold; an operation takes no more. */
export const MOST_PIECES = 99_999;

/** How many pieces were typed: nothing typed is none. Undefined where it is no whole number from 0 to the most. */
export function typedPieces(typed: string): number | undefined {
  const text = typed.trim();
  if (!/^\d*$/.test(text)) return undefined;
  const pieces = Number(text);
  return pieces <= MOST_PIECES ? pieces : undefined;
}

/** What loose coins are worth, in minor units: an amount, as money is typed. Undefined where it is none, or more than coins come to. */
export function typedLoose(typed: string, parse: (text: string) => number | undefined): number | undefined {
  if (typed.trim() === '') return 0;
  const minor = parse(typed);
  return minor !== undefined && minor <= MOST_PIECES ? minor : undefined;
}
