/** Tokens begin at 1 every business date, terminal by terminal, so that none collide while offline. */
export function tokenSeriesId(terminalId: string, date: string): string {
  return `${terminalId}:${date}`;
}

/** @param terminalCode e.g. `T01`, which gives `1-07` */
export function tokenText(terminalCode: string, tokenNumber: number): string {
  return `${terminalCode.replace(/^T0*/, '')}-${String(tokenNumber).padStart(2, '0')}`;
}
