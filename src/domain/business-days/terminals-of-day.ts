import type { Contact, DecisionContext } from '../kernel/operation.ts';
import { type Terminal, terminal } from '../terminals/terminal.ts';
import type { Till } from '../tills/till.ts';
import { dateAt } from './business-date.ts';
import type { TerminalAtLock } from './day-figures.ts';

/** A terminal asks the server at least every half minute; after three silent turns it counts as out of reach. */
export const REACHABLE_MS = 90_000;

/** A terminal as the day's checklist shows it. */
export interface TerminalOfDay extends TerminalAtLock {
  readonly reachable: boolean;
  /** Milliseconds since the server heard of it; null: never. */
  readonly heardBeforeMs: number | null;
  /** Entries it said were still waiting there. */
  readonly backlog: number;
  readonly frozen: boolean;
  /** Its tills of the day that are not closed. */
  readonly openTills: number;
  /** Complete when it was last heard of, but that was before the day was over, and nothing is heard of it now: it may have gone on. */
  readonly mayHaveMore: boolean;
}

type Asking = Pick<DecisionContext, 'reader' | 'place' | 'nowMs' | 'contacts'>;

/**
 * Every terminal of the branch that may hold entries of this day, and whether the server has them all. CLOSED: its last
 * word was that nothing waits there, no till of the day is open, and it has spoken late enough. For a cashier's terminal that
 * is now, after its Z, or after the day; for the others, which take no money, any time that day.
 */
export function terminalsOfDay(asking: Asking, branchId: string, date: string, tills: readonly Till[]): readonly TerminalOfDay[] {
  const { reader, place } = asking;
  return reader
    .find(terminal, { branchId }, { orderBy: 'number', limit: 1000 })
    .filter(
      (one) =>
        tills.some((till) => till.terminalId === one.id && till.state === 'OPEN') ||
        (one.state !== 'REVOKED' && dateAt(reader, place.clinicId, one.enrolledAtMs) <= date),
    )
    .map((one) => ofDay(asking, date, one, tills));
}

function ofDay(asking: Asking, date: string, one: Terminal, all: readonly Till[]): TerminalOfDay {
  const contact = asking.contacts.find(({ terminalId, epoch }) => terminalId === one.id && epoch === one.epoch);
  const tills = all.filter((till) => till.terminalId === one.id);
  const openTills = tills.filter((till) => till.state === 'OPEN').length;
  const lastContactMs = contact?.lastContactMs ?? null;
  const reachable = lastContactMs !== null && asking.nowMs - lastContactMs <= REACHABLE_MS && one.state === 'ACTIVE';
  const frozen = (contact?.frozen ?? false) || one.state === 'FROZEN';
  const closed = !frozen && openTills === 0 && contact?.backlog === 0 && hasSpoken(asking, date, one, contact, tills);
  return {
    terminalId: one.id,
    code: one.code,
    name: one.name,
    kind: one.kind,
    state: closed ? 'CLOSED' : 'MISSING',
    seq: contact?.seq ?? 0,
    hash: contact?.hash ?? '',
    lastContactMs,
    zNumbers: tills.flatMap((till) => (till.z ? [till.z.number] : [])),
    reachable,
    heardBeforeMs: lastContactMs === null ? null : Math.max(0, asking.nowMs - lastContactMs),
    backlog: contact?.backlog ?? 0,
    frozen,
    openTills,
    mayHaveMore:
      closed && !reachable && lastContactMs !== null && dateAt(asking.reader, asking.place.clinicId, lastContactMs) <= date,
  };
}

/** Whether what the terminal last said covers the day. */
function hasSpoken(
  { reader, place, nowMs }: Asking,
  date: string,
  one: Terminal,
  contact: Contact,
  tills: readonly Till[],
): boolean {
  const { lastContactMs } = contact;
  if (lastContactMs === null) return false;
  if (nowMs - lastContactMs <= REACHABLE_MS) return true;
  const spokeOn = dateAt(reader, place.clinicId, lastContactMs);
  if (one.kind === 'cashier') return spokeOn > date || tills.some((till) => till.z !== null);
  return spokeOn >= date;
}

/** How it stands in words. What can be reached is not missing: something there is not finished, and somebody can see to it. */
export function standingOfDay({
  state,
  reachable = false,
}: Pick<TerminalOfDay, 'state'> & Partial<Pick<TerminalOfDay, 'reachable'>>): 'CLOSED' | 'UNFINISHED' | 'MISSING' {
  return state === 'MISSING' && reachable ? 'UNFINISHED' : state;
}

/** Nobody can finish anything there now: it cannot be reached, or it was stopped. Only such a terminal is missing by itself. */
export function isSilent({ reachable, frozen }: Pick<TerminalOfDay, 'reachable' | 'frozen'>): boolean {
  return !reachable || frozen;
}

/** Whoever declares a terminal missing so soon after the server heard of it could perhaps have waited for it: it is an alert. */
const HEARD_LATELY_MS = 15 * 60_000;

export function heardLately({ heardBeforeMs }: Pick<TerminalOfDay, 'heardBeforeMs'>): boolean {
  return heardBeforeMs !== null && heardBeforeMs <= HEARD_LATELY_MS;
}

/** What the lock keeps of it. Whatever is not closed by then, somebody has declared missing. */
export function atLock({
  terminalId,
  code,
  name,
  kind,
  state,
  seq,
  hash,
  lastContactMs,
  zNumbers,
  heardBeforeMs,
  openTills,
}: TerminalOfDay): TerminalAtLock {
  const said = { terminalId, code, name, kind, state, seq, hash, lastContactMs, zNumbers };
  return state === 'CLOSED' ? said : { ...said, declaredMissing: { heardBeforeMs, openTills } };
}
