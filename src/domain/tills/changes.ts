import { z } from 'zod';
import { approvalKeys, approvalUse, payeeKeys } from '../approvals/approval-use.ts';
import { dayId, dayKeys, exceptionKey, exceptionKeys } from '../business-days/day-keys.ts';
import { paper } from '../documents/paper.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { defineChange, key, keyOfFact } from '../kernel/change.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { id, instantMs, maybeText, text } from '../kernel/fields.ts';
import { amountMinor, totalMinor } from '../kernel/money.ts';
import { countedPieces, zTotals } from './z.ts';

const denominations = z.array(countedPieces).max(40);

/** A cashier took over the drawer of this terminal, with this float in it. */
export const tillOpened = defineChange({
  name: 'till.opened.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({
    tillId: id,
    terminalCode: text(8),
    cashierName: text(120),
    openingFloatMinor: amountMinor,
    /** The float, where it was counted note by note. */
    denominations: denominations.optional(),
    /** What its documents are printed with. Absent in tills opened before it was kept. */
    paper: paper.optional(),
    /** The till whose drawer this one goes on with, and since when that drawer has been in use without a day's end. */
    handover: z.strictObject({ handoverId: id, fromTillId: id, sinceMs: instantMs }).optional(),
  }),
  touches: (body, entry) => [key('z-series', entry.terminalId), key('till', body.tillId), ...exceptionKeys(entry)],
});

/** What a drawer is counted blind for. */
export const COUNT_PURPOSES = ['close', 'handover-offered', 'handover-accepted'] as const;
export type CountPurpose = (typeof COUNT_PURPOSES)[number];

/** A first count did not agree. Whoever counted was told so, and not by how much; the second count stands. */
export const drawerCounted = defineChange({
  name: 'drawer.counted.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({ tillId: id, purpose: z.enum(COUNT_PURPOSES), denominations, countedMinor: totalMinor }),
  touches: (body, entry) => [key('till', body.tillId), ...exceptionKeys(entry)],
  looksAt: (_body, entry) => [exceptionKey(entry)],
});

export const PAID_IN_CATEGORIES = ['change-money', 'float-added', 'returned', 'other'] as const;
export const PAID_OUT_CATEGORIES = ['supplies', 'courier', 'refreshments', 'repairs', 'wages', 'doctor', 'other'] as const;

const movement = {
  movementId: id,
  tillId: id,
  cashierName: text(120),
  amountMinor: amountMinor.refine((amount) => amount > 0, { message: 'is nothing' }),
  reason: text(300),
};

const touchesMovement = (body: { movementId: string; tillId: string }, entry: EntryFacts) => [
  key('till', body.tillId),
  keyOfFact('till-movement', body.movementId, entry, 'movement-exists'),
];

/** Cash was put into the drawer that no patient paid. */
export const cashPaidIn = defineChange({
  name: 'cash.paid-in.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({ ...movement, category: z.enum(PAID_IN_CATEGORIES), slip: text(40).nullable() }),
  touches: (body, entry) => [...touchesMovement(body, entry), ...dayKeys(entry)],
  looksAt: (_body, entry) => [exceptionKey(entry)],
});

/** Cash was paid out of the drawer to somebody who is no patient: a courier, a shop. */
export const cashPaidOut = defineChange({
  name: 'cash.paid-out.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({
    ...movement,
    category: z.enum(PAID_OUT_CATEGORIES),
    /** Who got it. */
    payee: text(120),
    /** Who got it, where it is somebody of the clinic. */
    payeeId: id.nullable(),
    /** Number of the bill or slip in the drawer. */
    slip: text(40).nullable(),
    approval: approvalUse.optional(),
  }),
  touches: (body, entry) => [...touchesMovement(body, entry), ...approvalKeys(body.approval), ...dayKeys(entry)],
  looksAt: (body, entry) => [
    ...payeeKeys(body, entry),
    exceptionKey(entry),
    key('clinic', entry.clinicId),
    key('user', entry.actorId),
  ],
  about: (body) => (body.payeeId ? [body.payeeId] : []),
});

/** Cash was taken from the drawer to the safe. */
export const cashDropped = defineChange({
  name: 'cash.dropped.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({
    ...movement,
    /** Of the envelope in the safe. */
    envelope: text(40).nullable(),
    denominations: denominations.optional(),
  }),
  touches: (body, entry) => [...touchesMovement(body, entry), ...dayKeys(entry)],
  looksAt: (_body, entry) => [exceptionKey(entry)],
});

/** The drawer was opened though nothing was sold. */
export const drawerOpened = defineChange({
  name: 'drawer.opened.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({ movementId: id, tillId: id, cashierName: text(120), reason: text(300) }),
  touches: (body, entry) => [...touchesMovement(body, entry), ...dayKeys(entry)],
  looksAt: (_body, entry) => [exceptionKey(entry)],
});

/** A cashier counted the drawer and waits for the next one, by name, to count it too. Until then nothing is sold. */
export const handoverOffered = defineChange({
  name: 'handover.offered.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({
    handoverId: id,
    tillId: id,
    cashierName: text(120),
    toUserId: id,
    toName: text(120),
    denominations,
    countedMinor: totalMinor,
  }),
  touches: (body, entry) => [key('till', body.tillId), ...exceptionKeys(entry)],
  looksAt: (_body, entry) => [exceptionKey(entry)],
  about: (body) => [body.toUserId],
});

/** The offer does not stand any more: the drawer stays with whoever had it. */
export const handoverWithdrawn = defineChange({
  name: 'handover.withdrawn.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({ handoverId: id, tillId: id, byName: text(120), reason: text(300) }),
  touches: (body, entry) => [key('till', body.tillId), ...exceptionKeys(entry)],
  looksAt: (_body, entry) => [exceptionKey(entry)],
});

/** The next cashier counted the drawer and took it. In the same entry the first till closes and theirs opens. */
export const handoverAccepted = defineChange({
  name: 'handover.accepted.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({
    handoverId: id,
    tillId: id,
    toName: text(120),
    denominations,
    countedMinor: totalMinor,
    /** Less what the first had counted. */
    differenceMinor: z.number().int(),
  }),
  touches: (body, entry) => [key('till', body.tillId), ...exceptionKeys(entry)],
  looksAt: (_body, entry) => [exceptionKey(entry)],
});

/** The drawer was counted for the last time; the Z says what the till did. */
export const tillClosed = defineChange({
  name: 'till.closed.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({
    tillId: id,
    terminalCode: text(8),
    cashierName: text(120),
    z: zTotals,
    /** Closed by somebody else, since its cashier did not: by a manager, or with a manager's approval. */
    forced: z.strictObject({ byName: text(120), reason: text(300) }).optional(),
    approval: approvalUse.optional(),
  }),
  touches: (body, entry) => [
    key('till', body.tillId),
    key('z-series', entry.terminalId),
    ...approvalKeys(body.approval),
    ...dayKeys(entry),
  ],
  looksAt: (body, entry) => [exceptionKey(entry), ...(body.forced ? [key('user', entry.actorId)] : [])],
});

/** No till was opened at a cashier's terminal on a day that is locked now: its zero Z, said by the centre. */
export const tillIdleClosed = defineChange({
  name: 'till.idle-closed.v1',
  stream: 'management',
  nature: 'authority',
  central: true,
  shape: z.strictObject({
    branchId: id,
    date: calendarDate,
    terminalId: id,
    terminalCode: text(8),
    lastZ: z.number().int().min(0),
    seq: z.number().int().min(0),
    hash: maybeText(64),
    grossInMinor: totalMinor,
    grossOutMinor: totalMinor,
    /** Of the terminal's zero Zs, without gaps. Absent in those said before they were numbered. */
    number: z.number().int().min(1).optional(),
    /** What it is printed with. Absent before it was kept. */
    paper: paper.optional(),
  }),
  touches: (body) => [key('idle-day', dayId(body.terminalId, body.date))],
  about: (body) => [body.terminalId],
});

export const tillChanges = [
  tillOpened,
  drawerCounted,
  cashPaidIn,
  cashPaidOut,
  cashDropped,
  drawerOpened,
  handoverOffered,
  handoverWithdrawn,
  handoverAccepted,
  tillClosed,
  tillIdleClosed,
] as const;
