import { sha256 } from '#protocol/entry.ts';

/**
 * What the terminal signs beside its last entry. Not the entry's own hash: the signature of an older document would
 * otherwise serve as that of a chain cut off right after it.
 */
export function headStatement(terminalId: string, epoch: number, seq: number, hash: string): string {
  return sha256(`counterfoil head\n${terminalId}\n${epoch}\n${seq}\n${hash}\n`);
}
