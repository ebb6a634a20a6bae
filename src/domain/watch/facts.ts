import { type Advance, advance } from '../advances/advance.ts';
import { type Approval, approval } from '../approvals/approval.ts';
import { businessDay } from '../business-days/business-day.ts';
import { everyBetween } from '../kernel/every-between.ts';
import type { Identified, Reader, RecordType } from '../kernel/record.ts';
import { type ShownReference, shownReference } from '../payments/shown-reference.ts';
import { user } from '../staff/user.ts';
import { terminal } from '../terminals/terminal.ts';
import { floatsOf, type OpeningFloat } from '../tills/opening-floats.ts';
import type { Till } from '../tills/till.ts';
import { type CashierVariance, tillsBetween, variancesOf } from '../tills/variance-trend.ts';
import { type PersonDay, personDay, type TerminalDay, terminalDay } from './day-tally.ts';
import { type DoingKind, sumOf, type Tallies } from './doing.ts';
import { type DoubtfulAppointment, doubtfulAppointments } from './doubtful-appointments.ts';
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
  /** Days, as `<terminal id> <date>`, that were locked over a terminal declared missing. */
  readonly lockedOver: ReadonlySet<string>;
  /** Payment numbers that were shown once more in these days: the thousand latest. */
  readonly shared: readonly ShownReference[];
  readonly unbilled: readonly Unbilled[];
  /** Of whom nothing is said, or what cannot be. */
  readonly appointments: readonly DoubtfulAppointment[];
  /** What is left of patients' advances, whenever they were taken: the thousand largest, oldest first. */
  readonly advances: readonly Advance[];
  readonly all: Tallies;
}

export function watchFacts(reader: Reader, stretch: Stretch): WatchFacts {
  return factsWithin(worked(reader, stretch), standing(reader, stretch), stretch);
}

/** What stands open now, whatever the days before were like. */
export interface Standing {
  readonly unbilled: readonly Unbilled[];
  readonly appointments: readonly DoubtfulAppointment[];
  readonly advances: readonly Advance[];
}

export function standing(reader: Reader, stretch: Stretch): Standing {
  return {
    unbilled: unbilledVisits(reader, stretch),
    appointments: doubtfulAppointments(reader, stretch),
    advances: oldest(reader, stretch.branchId),
  };
}

/** What was done on a stretch's days, day by day. */
export interface Worked {
  readonly shared: readonly ShownReference[];
  readonly people: readonly DaysOf<PersonDay>[];
  readonly terminals: readonly DaysOf<TerminalDay>[];
  readonly approvers: readonly Approver[];
  readonly tills: readonly Till[];
  readonly floats: readonly OpeningFloat[];
  readonly lockedOver: ReadonlySet<string>;
}

type DaysOf<Day> = Omit<Summed<Day>, 'tallies'>;

export function worked(reader: Reader, stretch: Stretch): Worked {
  const nameOf = (id: string) => reader.get(user, id)?.name ?? id;
  const codeOf = (id: string) => reader.get(terminal, id)?.code ?? id;
  const tills = tillsBetween(reader, stretch.branchId, stretch.from, stretch.to);
  return {
    people: byWhom(daysOf(reader, personDay, stretch), ({ userId }) => userId, nameOf),
    approvers: approversOf(reader, stretch, nameOf),
    terminals: byWhom(daysOf(reader, terminalDay, stretch), ({ terminalId }) => terminalId, codeOf),
    tills,
    floats: floatsOf(reader, tills),
    shared: sharedOn(reader, stretch),
    lockedOver: lockedOverOf(reader, stretch),
  };
}

function lockedOverOf(reader: Reader, { branchId, from, to }: Stretch): ReadonlySet<string> {
  const over = new Set<string>();
  for (const { date, terminals } of everyBetween(reader, businessDay, { where: { branchId }, field: 'date', from, to }))
    for (const { terminalId, declaredMissing } of terminals) if (declaredMissing) over.add(`${terminalId} ${date}`);
  return over;
}

/** Of what was done, these days only: the stretch's. */
export function factsWithin(all: Worked, now: Standing, stretch: Stretch): WatchFacts {
  const { from, to } = stretch;
  const isOn = (date: string) => date >= from && date <= to;
  const tills = all.tills.filter(({ businessDate }) => isOn(businessDate));
  const people = summedOn(all.people, isOn);
  return {
    ...stretch,
    people,
    approvers: all.approvers
      .map((one) => ({ ...one, decided: one.decided.filter(({ businessDate }) => isOn(businessDate)) }))
      .filter(({ decided }) => decided.length > 0),
    terminals: summedOn(all.terminals, isOn),
    tills,
    counts: variancesOf(tills),
    floats: all.floats.filter(({ businessDate }) => isOn(businessDate)),
    shared: all.shared.filter(({ repeatedOn }) => repeatedOn !== null && isOn(repeatedOn)),
    lockedOver: all.lockedOver,
    ...now,
    all: sumOf(people),
  };
}

function sharedOn(reader: Reader, { branchId, from, to }: Stretch): readonly ShownReference[] {
  const latest = { orderBy: 'repeatedOn', descending: true, limit: 1000 } as const;
  return reader.find(shownReference, { branchId, repeatedOn: { from, to } }, latest);
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

function byWhom<Day>(days: Iterable<Day>, whose: (day: Day) => string, nameOf: (id: string) => string): readonly DaysOf<Day>[] {
  const byId = new Map<string, Day[]>();
  for (const day of days) {
    const theirs = byId.get(whose(day));
    if (theirs) theirs.push(day);
    else byId.set(whose(day), [day]);
  }
  return [...byId].map(([id, theirs]) => ({ id, name: nameOf(id), days: theirs }));
}

function summedOn<Day extends { readonly date: string; readonly tallies: Tallies }>(
  whose: readonly DaysOf<Day>[],
  isOn: (date: string) => boolean,
): readonly Summed<Day>[] {
  return whose.flatMap((one) => {
    const days = one.days.filter(({ date }) => isOn(date));
    return days.length === 0 ? [] : [{ ...one, days, tallies: sumOf(days) }];
  });
}

export function countOf(of: Tallies, ...kinds: readonly DoingKind[]): number {
  return kinds.reduce((count, kind) => count + (of[kind]?.count ?? 0), 0);
}

export function amountOf(of: Tallies, ...kinds: readonly DoingKind[]): number {
  return kinds.reduce((amount, kind) => amount + (of[kind]?.amountMinor ?? 0), 0);
}

/** What somebody's part is measured against: what they did themselves; of nothing any part is all, so then what everybody did. */
export function ownOrAll(own: number, all: number): number {
  return own > 0 ? own : all;
}

/** A part of a whole in hundredths of a percent. Where the whole is nothing, any part is all of it, and no part is none. */
export function share(part: number, whole: number): number {
  if (whole <= 0) return part > 0 ? 10_000 : 0;
  return Math.round((part * 10_000) / whole);
}
