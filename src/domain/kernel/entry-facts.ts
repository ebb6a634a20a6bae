/**
 * What an entry says about the changes it carries, as folds and checks see it. Equal at the author, at the server and
 * at every other terminal once the server has placed the entry, so folding it gives equal records everywhere.
 */
export interface EntryFacts {
  readonly clinicId: string;
  /** The branch the entry was made in; null for what concerns the whole clinic. */
  readonly branchId: string | null;
  readonly terminalId: string;
  readonly epoch: number;
  readonly seq: number;
  readonly actorId: string;
  readonly sessionId: string | null;
  readonly operation: string;
  readonly documentNumber: string | null;
  /** Wall clock of the author, UTC ms. A claim, never a decision. */
  readonly recordedAtMs: number;
  /** Calendar date (YYYY-MM-DD) of the till or day the author worked in. Printed on documents; never changes. */
  readonly businessDate: string;
  /** The server's time in the last checkpoint its author had seen, UTC ms: how long it had worked alone. Null: none yet. */
  readonly seenAtMs?: number | null;
  /** The date the entry counts in: `businessDate`, or the first open day when it arrived after the lock. */
  readonly postedDate: string;
  /** Set by the server: the business date was locked when the entry arrived. */
  readonly late: boolean;
  /** What the server found odd, e.g. `clock-suspect`, `time-unproven`, or a check's refusal code. */
  readonly flags: readonly string[];
}

/** An entry by its place in its terminal's chain, `terminal/epoch/seq`: how records point at one. */
export function entryName(entry: Pick<EntryFacts, 'terminalId' | 'epoch' | 'seq'>): string {
  return `${entry.terminalId}/${entry.epoch}/${entry.seq}`;
}
