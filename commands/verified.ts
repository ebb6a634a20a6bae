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
