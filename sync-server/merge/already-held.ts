import type { TransactionSql } from 'postgres';
import { type EntryHeader, entryFault, readHeader, type WireEntry } from '#protocol/entry.ts';
import type { Caller } from '../parts.ts';
import { readChainEntries } from '../store/entries.ts';
import type { ChainEnd } from '../store/heads.ts';
import type { Fork } from './freeze.ts';
import { BadEntry } from './open-batch.ts';
import { refused } from './problems.ts';

/**
 * What of a batch the server does not hold yet. What it holds must be the same, entry by entry.
 * @returns the new entries, or where the chain was found in two versions
 */
export async function newEntries(
  tx: TransactionSql,
  caller: Caller,
  end: ChainEnd,
  entries: readonly WireEntry[],
): Promise<readonly WireEntry[] | Fork> {
  const [first] = entries;
  if (!first) return [];
  const firstSeq = headerOf(first, end.seq + 1).seq;
  if (firstSeq > end.seq + 1) throw refused('chain-gap', undefined, end.seq);
  const known = Math.min(entries.length, end.seq + 1 - firstSeq);
  if (known === 0) return entries;
  const held = await readChainEntries(tx, caller.clinicId, caller, firstSeq - 1, known);
  for (const [index, { wire }] of held.entries()) {
    const arrived = entries[index];
    if (!arrived || arrived.hash === wire.hash) continue;
    const seq = firstSeq + index;
    mustBeAuthentic(arrived, caller, seq);
    return { seq, held: wire, arrived: entries.slice(index) };
  }
  return entries.slice(known);
}

function headerOf(entry: WireEntry, seq: number): EntryHeader {
  try {
    return readHeader(entry.header);
  } catch {
    throw new BadEntry(entry, seq, 'the header is not one');
  }
}

/** Only an entry that is whole, and this terminal's under this number, is another version of the one held. */
function mustBeAuthentic(entry: WireEntry, { clinicId, terminalId, epoch }: Caller, seq: number): void {
  const header = headerOf(entry, seq);
  const itsOwn = header.clinicId === clinicId && header.terminalId === terminalId && header.epoch === epoch && header.seq === seq;
  const fault = itsOwn ? entryFault(entry, header) : 'it is not the entry it stands in for';
  if (fault) throw new BadEntry(entry, seq, fault);
}
