/**
 * Tokens are counted for each business date, terminal by terminal, so that none collide while offline. They begin at 1, or go on
 * from those of the date before where that was locked on the same calendar day: nobody is called out by a token given twice.
 */
export function tokenSeriesId(terminalId: string, date: string): string {
  return `${terminalId}:${date}`;
}

/** @param terminalCode e.g. `T01`, which gives `1-07` */
export function tokenText(terminalCode: string, tokenNumber: number): string {
  return `${terminalCode.replace(/^T0*/, '')}-${String(tokenNumber).padStart(2, '0')}`;
}
