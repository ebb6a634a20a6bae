import { exception } from '../business-days/exception.ts';
import { everyBetween } from '../kernel/every-between.ts';
import type { Reader } from '../kernel/record.ts';
import { type Till, till } from '../tills/till.ts';
import { type TillMovement, tillMovement } from '../tills/till-movement.ts';

/** Cash that went into or out of a drawer and is no patient's. What ends a till comes in this order. Minor units. */
export interface DrawerEvent {
  /**
   * `float`: what a till began with. `count-differs`: what a Z counted less what should have been there.
   * `handover-differs`: what the next cashier counted less what the first had. `handed-over`, `put-away`: what was counted
   * leaves the till, to the next cashier or to the safe.
   */
  readonly kind:
    | 'float'
    | Exclude<TillMovement['kind'], 'no-sale'>
    | 'count-differs'
    | 'handover-differs'
    | 'handed-over'
    | 'put-away';
  readonly date: string;
  readonly postedDate: string;
  readonly atMs: number;
  /** Of the slip or the envelope, as somebody wrote it; or the Z: `Z 12`. Empty where there is none. */
  readonly reference: string;
  readonly tillId: string;
  readonly terminalId: string;
  readonly byName: string;
  /** What the drawer holds more after it; negative: less. Never 0. */
  readonly moreMinor: number;
  /** Of what was paid in or out: one of the fixed categories. */
  readonly category: string;
  readonly reason: string;
  /** Who got it, where it was paid out or handed over. */
  readonly payee: string;
}

/** Floats of the tills of a business date: the first thing in each drawer. */
export function floatsOf(reader: Reader, branchId: string, date: string): DrawerEvent[] {
  return tillEvents(reader, branchId, date, 'till-opened', (one) => {
    const { openedAtMs: atMs, openingFloatMinor: moreMinor } = one;
    return [{ ...ofTill(one), kind: 'float', atMs, moreMinor }];
  });
}

/** What went in and out of the drawers of a business date, and then what their counts came to. */
export function movementsOf(reader: Reader, branchId: string, date: string): DrawerEvent[] {
  const inDay = { where: { branchId, businessDate: date }, field: 'recordedAtMs', from: 0, to: Number.MAX_SAFE_INTEGER } as const;
  return [
    ...[...everyBetween(reader, tillMovement, inDay)].flatMap(ofMovement),
    ...tillEvents(reader, branchId, date, 'till-closed', ofClose),
  ];
}

/** @param what of which entry its lateness counts, where it came after the lock of its day */
function tillEvents(
  reader: Reader,
  branchId: string,
  date: string,
  what: 'till-opened' | 'till-closed',
  eventsOf: (one: Till) => DrawerEvent[],
): DrawerEvent[] {
  const asked = { branchId, businessDate: date, late: true };
  const late = reader.find(exception, asked, { orderBy: 'recordedAtMs', limit: 1000 }).filter(({ kind }) => kind === what);
  const posted = new Map(late.map(({ subjectId, postedDate }) => [subjectId, postedDate]));
  const tills = everyBetween(reader, till, { where: { branchId }, field: 'businessDate', from: date, to: date });
  return [...tills]
    .flatMap(eventsOf)
    .filter(({ moreMinor }) => moreMinor !== 0)
    .map((one) => ({ ...one, postedDate: posted.get(one.tillId) ?? date }));
}

function ofTill({ id: tillId, businessDate: date, terminalId, cashierName: byName }: Till) {
  return { date, postedDate: date, reference: '', tillId, terminalId, byName, category: '', reason: '', payee: '' };
}

function ofMovement(one: TillMovement): DrawerEvent[] {
  const { kind, businessDate: date, postedDate, recordedAtMs: atMs, tillId, terminalId, cashierName: byName, reason } = one;
  if (kind === 'no-sale') return [];
  const said = { date, postedDate, atMs, tillId, terminalId, byName, reason };
  const more = { reference: one.slip ?? '', category: one.category ?? '', payee: one.payee ?? '' };
  return [{ kind, ...said, ...more, moreMinor: kind === 'paid-in' ? one.amountMinor : -one.amountMinor }];
}

/** A till that has a Z holds nothing after it: the difference is told, and what was counted leaves it. */
function ofClose(one: Till): DrawerEvent[] {
  const { z, closedAtMs: atMs } = one;
  if (z === null || atMs === null) return [];
  const said = { ...ofTill(one), atMs, reference: `Z ${z.number}`, reason: one.forcedBecause ?? '' };
  const counted: DrawerEvent = { ...said, kind: 'count-differs', moreMinor: z.varianceMinor };
  if (!z.handedOver) return [counted, { ...said, kind: 'put-away', moreMinor: -z.countedMinor }];
  const { toName: payee, acceptedMinor, differenceMinor } = z.handedOver;
  return [
    counted,
    { ...said, kind: 'handover-differs', moreMinor: differenceMinor, payee },
    { ...said, kind: 'handed-over', moreMinor: -acceptedMinor, payee },
  ];
}
