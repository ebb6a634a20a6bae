import { z } from 'zod';
import type { ChangeType } from '../kernel/change.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';

/** What is noted one by one, so that it can be looked at: who, when, where, how much. */
export const NOTED_KINDS = [
  'discount',
  'price-differs',
  'promised-price',
  'waiver',
  'write-off',
  'on-payer',
  'refund',
  'credit-note',
  'reprint',
  'no-sale',
  'paid-out',
  'safe-drop',
  'variance',
  'handover-difference',
  'forced-close',
  'approved',
  'approved-less',
  'rejected',
  'step-up',
  'seen-cancelled',
  'check-in-cancelled',
  'no-show',
  'appointment-cancelled',
  'appointment-moved',
  'after-bill',
  'attempt',
  'void-attempt',
  'late',
  'clock',
  'backdated',
  'backdating',
  'double-collection',
  'approval-reused',
  'flagged',
  'declared-missing',
] as const;
export type NotedKind = (typeof NOTED_KINDS)[number];

/** What is only added up: it is the ordinary work that the rest is compared with. */
export const COUNTED_KINDS = ['taken', 'taken-cash', 'invoiced', 'till-opened', 'checked-in'] as const;
export type DoingKind = NotedKind | (typeof COUNTED_KINDS)[number];

/** One thing somebody did, as the watch sees it. */
export interface Doing {
  readonly kind: DoingKind;
  /** Minor units; negative where money was missing. 0 where none is meant. */
  readonly amountMinor: number;
  /** How often; default once. */
  readonly times?: number;
  /** What the audit explorer finds it by: the invoice, payment, till or visit. */
  readonly subjectId: string | null;
  readonly patientName?: string | null;
  /** The second person who said yes, where there was one. */
  readonly approverId?: string | null;
  /** A code or what was given as the reason. */
  readonly detail?: string;
}

/** What a change means for the watch. */
export interface Meaning {
  readonly change: ChangeType<never>;
  readonly read: (body: never, entry: EntryFacts) => readonly Doing[];
}

export function meaning<Body>(
  change: ChangeType<Body>,
  read: (body: Body, entry: EntryFacts) => readonly (Doing | false)[],
): Meaning {
  return {
    change: change as unknown as ChangeType<never>,
    read: (body, entry) => read(body, entry).filter((one) => one !== false),
  };
}

export function isNoted(kind: DoingKind): kind is NotedKind {
  return (NOTED_KINDS as readonly string[]).includes(kind);
}

const tallied = z.object({ count: z.number().int().min(0), amountMinor: z.number().int() });
/** What somebody did, by kind: how often, and how much in minor units. */
export const tallies = z.record(z.string(), tallied);
export type Tallies = Readonly<Partial<Record<DoingKind, z.infer<typeof tallied>>>>;

export function addDoings(to: Tallies, doings: readonly Doing[]): Tallies {
  const sums = { ...to };
  for (const { kind, amountMinor, times = 1 } of doings) {
    const before = sums[kind] ?? { count: 0, amountMinor: 0 };
    sums[kind] = { count: before.count + times, amountMinor: before.amountMinor + amountMinor };
  }
  return sums;
}

/** All of them together. Asked over and over, of many days: it adds in place. */
export function sumOf(many: readonly { readonly tallies: Tallies }[]): Tallies {
  const sums: Partial<Record<DoingKind, { count: number; amountMinor: number }>> = {};
  for (const { tallies: one } of many)
    for (const kind in one) {
      const { count = 0, amountMinor = 0 } = one[kind as DoingKind] ?? {};
      const sum = sums[kind as DoingKind];
      if (sum) {
        sum.count += count;
        sum.amountMinor += amountMinor;
      } else sums[kind as DoingKind] = { count, amountMinor };
    }
  return sums;
}
