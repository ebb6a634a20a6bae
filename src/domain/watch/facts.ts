import { type Advance, advance } from '../advances/advance.ts';
import { type Approval, approval } from '../approvals/approval.ts';
import { everyBetween } from '../kernel/every-between.ts';
import type { Identified, Reader, RecordType } from '../kernel/record.ts';
import { user } from '../staff/user.ts';
import { terminal } from '../terminals/terminal.ts';
import { floatsOf, type OpeningFloat } from '../tills/opening-floats.ts';
import type { Till } from '../tills/till.ts';
import { type CashierVariance, tillsBetween, variancesOf } from '../tills/variance-trend.ts';
import { type PersonDay, personDay, type TerminalDay, terminalDay } from './day-tally.ts';
import { addTallies, type DoingKind, type Tallies } from './doing.ts';
import { type Unbilled, unbilledVisits } from './unbilled.ts';

/** A stretch of one branch's days. */
export interface Stretch {
  readonly branchId: string;
  readonly from: string;
  readonly to: string;
  /** The clinic's date now: what is of today may still be under way. */
  readonly today: string;
  readonly nowMs: number;
}

/** Somebody's or some machine's days, and what they come to. */
export interface Summed<Day> {
  readonly id: string;
  readonly name: string;
  readonly tallies: Tallies;
  readonly days: readonly Day[];
}

/** Somebody who was asked for approval, and what they said yes or no to. */
export interface Approver {
  readonly id: string;
  readonly name: string;
  readonly decided: readonly Approval[];
}

/** All that the rules look at, read once. */
export interface WatchFacts extends Stretch {
  readonly people: readonly Summed<PersonDay>[];
  readonly approvers: readonly Approver[];
  readonly terminals: readonly Summed<TerminalDay>[];
  /** Of these business dates, open ones too. */
  readonly tills: readonly Till[];
  /** How the tills of each cashier came out, whoever closed them. */
  readonly counts: readonly CashierVariance[];
  /** What tills began with, beside what had been left in the drawer. */
  readonly floats: readonly OpeningFloat[];
  readonly unbilled: readonly Unbilled[];
  /** What is left of patients' advances, whenever they were taken: the thousand largest, oldest first. */
  readonly advances: readonly Advance[];
  readonly all: Tallies;
}

export function watchFacts(reader: Reader, stretch: Stretch): WatchFacts {
  const nameOf = (id: string) => reader.get(user, id)?.name ?? id;
  const people = summed(daysOf(reader, personDay, stretch), ({ userId }) => userId, nameOf);
  const tills = tillsBetween(reader, stretch.branchId, stretch.from, stretch.to);
  return {
    ...stretch,
    people,
    approvers: approversOf(reader, stretch, nameOf),
    terminals: summed(
      daysOf(reader, terminalDay, stretch),
      ({ terminalId }) => terminalId,
      (id) => reader.get(terminal, id)?.code ?? id,
    ),
    tills,
    counts: variancesOf(tills),
    floats: floatsOf(reader, tills),
    unbilled: unbilledVisits(reader, stretch),
    advances: oldest(reader, stretch.branchId),
    all: people.reduce<Tallies>((sums, one) => addTallies(sums, one.tallies), {}),
  };
}

function approversOf(reader: Reader, { branchId, from, to }: Stretch, nameOf: (id: string) => string): readonly Approver[] {
  const decided = new Map<string, Approval[]>();
  for (const one of everyBetween(reader, approval, { where: { branchId }, field: 'businessDate', from, to })) {
    if (one.approverId === null) continue;
    const theirs = decided.get(one.approverId);
    if (theirs) theirs.push(one);
    else decided.set(one.approverId, [one]);
  }
  return [...decided].map(([id, theirs]) => ({ id, name: nameOf(id), decided: theirs }));
}

/** The greatest amounts bound what is read; of those, the oldest come first. */
function oldest(reader: Reader, branchId: string): readonly Advance[] {
  const left = reader.find(
    advance,
    { branchId, leftMinor: { from: 1 } },
    { orderBy: 'leftMinor', descending: true, limit: 1000 },
  );
  return [...left].sort((a, b) => a.receivedAtMs - b.receivedAtMs);
}

function daysOf<Day extends Identified & { readonly date: string }>(
  reader: Reader,
  type: RecordType<Day>,
  { branchId, from, to }: Stretch,
): Iterable<Day> {
  return everyBetween<Identified & { readonly date: string; readonly branchId: string }>(reader, type as never, {
    where: { branchId },
    field: 'date',
    from,
    to,
  }) as Iterable<Identified> as Iterable<Day>;
}

function summed<Day extends { readonly tallies: Tallies }>(
  days: Iterable<Day>,
  whose: (day: Day) => string,
  nameOf: (id: string) => string,
): readonly Summed<Day>[] {
  const byId = new Map<string, { tallies: Tallies; days: Day[] }>();
  for (const day of days) {
    const sums = byId.get(whose(day)) ?? { tallies: {}, days: [] };
    sums.tallies = addTallies(sums.tallies, day.tallies);
    sums.days.push(day);
    byId.set(whose(day), sums);
  }
  return [...byId].map(([id, sums]) => ({ id, name: nameOf(id), ...sums }));
}

export function countOf(of: Tallies, ...kinds: readonly DoingKind[]): number {
  return kinds.reduce((count, kind) => count + (of[kind]?.count ?? 0), 0);
}

export function amountOf(of: Tallies, ...kinds: readonly DoingKind[]): number {
  return kinds.reduce((amount, kind) => amount + (of[kind]?.amountMinor ?? 0), 0);
}

/** A part of a whole in hundredths of a percent. Where the whole is nothing, any part is all of it, and no part is none. */
export function share(part: number, whole: number): number {
  if (whole <= 0) return part > 0 ? 10_000 : 0;
  return Math.round((part * 10_000) / whole);
}
