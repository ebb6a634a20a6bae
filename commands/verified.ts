/** What came of verifying a log. */
export interface Verified {
  readonly ok: boolean;
  readonly what: 'terminal' | 'server';
  /** Entries that hold, and records that are what the log makes of them. */
  readonly entries: number;
  readonly records: number;
  /** The first thing that does not hold, in words. */
  readonly fault: string | null;
}

/** An entry by its place in its author's chain. */
export interface EntryPlace {
  readonly terminalId: string;
  /** The code people know the terminal by, e.g. `T02`; null: unknown. */
  readonly terminalCode: string | null;
  readonly epoch: number;
  readonly seq: number;
}

/** As people know it, with what the machines know it by beside it. */
export function entryNamed({ terminalId, terminalCode, epoch, seq }: EntryPlace): string {
  const place = `${terminalId}/${epoch}/${seq}`;
  if (terminalId === 'server') return `entry ${seq} of the server itself (${place})`;
  return terminalCode === null ? `entry ${place}` : `entry ${seq} of ${terminalCode} (${place})`;
}

export function sentenceOf({ ok, what, entries, records, fault }: Verified): string {
  const made = records === 1 ? '1 record is' : `${records} records are`;
  if (ok) return `The ${what}'s log holds: ${entries === 1 ? '1 entry' : `${entries} entries`}, and ${made} what they make.`;
  return `The ${what}'s log does not hold. First bad: ${fault}\n(${before(entries)})`;
}

function before(entries: number): string {
  if (entries === 0) return 'No entry stands before it.';
  return entries === 1 ? '1 entry before it holds.' : `${entries} entries before it hold.`;
}
