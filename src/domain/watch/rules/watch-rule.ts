import type { NotedKind } from '../doing.ts';
import type { Doubt } from '../doubtful-appointments.ts';
import type { WatchFacts } from '../facts.ts';

/** What a rule's values are: hundredths of a percent, a number, minor units, minutes, days. */
export type Unit = 'share' | 'count' | 'amount' | 'minutes' | 'days';

/** One row of a rule: about whom or what, how much, and where to look further. */
export interface Found {
  readonly about: 'person' | 'approver' | 'terminal' | 'visit' | 'appointment' | 'advance' | 'receipt';
  readonly id: string;
  readonly name: string;
  /** Why it is here, where a rule looks for more than one thing. */
  readonly why?: Doubt;
  /** In the rule's unit. Above the threshold it is an alert. */
  readonly value: number;
  readonly count: number;
  /** Too little to make a share of: the value is 0 and says nothing. */
  readonly tooFew?: boolean;
  /** Minor units; negative where money was missing. */
  readonly amountMinor: number;
  /** Days that were locked while this terminal was declared missing, and of which it sent something after that. */
  readonly cameLater?: readonly string[];
  /** When it was worst, where that is one moment. */
  readonly atMs?: number | null;
}

/** One thing to look out for. Each is a file of its own. */
export interface WatchRule {
  readonly name: string;
  readonly unit: Unit;
  /** Told when a value is above it. Bounds keep it from being set out of reach. */
  readonly threshold: { readonly byDefault: number; readonly min: number; readonly max: number };
  /** Notes that its rows lead to. None: rows lead to the log. */
  readonly notes: readonly NotedKind[];
  /** Without notes, of a person or a terminal: the operations that the rule counts, in whose entries its rows lead to. */
  readonly operations?: readonly string[];
  find(facts: WatchFacts): readonly Found[];
}
