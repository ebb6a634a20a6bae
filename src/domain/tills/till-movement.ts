import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { id, instantMs, text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { cashDropped, cashPaidIn, cashPaidOut, drawerOpened } from './changes.ts';

/** Cash that moved without a sale, or a drawer that was opened without one. */
export const tillMovementShape = z.object({
  id: text(120),
  kind: z.enum(['paid-in', 'paid-out', 'drop', 'no-sale']),
  tillId: id,
  branchId: id,
  terminalId: id,
  userId: id,
  cashierName: text(120),
  /** 0 where the drawer was only opened. */
  amountMinor,
  category: text(32).nullable(),
  reason: text(300),
  /** Who got the cash, where it was paid out. */
  payee: text(120).nullable(),
  /** Who got it, where it was somebody of the clinic. */
  payeeId: id.nullable(),
  /** Number of the slip in the drawer, or of the envelope in the safe. */
  slip: text(40).nullable(),
  approvalId: id.nullable(),
  businessDate: calendarDate,
  postedDate: calendarDate,
  recordedAtMs: instantMs,
  late: z.boolean(),
  flags: z.array(text(64)),
});
export type TillMovement = z.infer<typeof tillMovementShape>;

type Said = Pick<TillMovement, 'kind' | 'amountMinor' | 'category' | 'payee' | 'payeeId' | 'slip' | 'approvalId'>;
type Body = { movementId: string; tillId: string; cashierName: string; reason: string };

export const tillMovement: RecordType<TillMovement> = defineRecord({
  name: 'till-movement',
  shape: tillMovementShape,
  stream: 'money',
  columns: ['tillId', 'branchId', 'businessDate', 'recordedAtMs', 'kind', 'userId'],
  indexes: [
    ['tillId', 'recordedAtMs'],
    ['branchId', 'businessDate', 'recordedAtMs'],
    ['branchId', 'kind', 'recordedAtMs'],
  ],
  handlers: [
    on(
      cashPaidIn,
      once(({ amountMinor, category, slip }) => ({ ...NOTHING, kind: 'paid-in', amountMinor, category, slip })),
    ),
    on(
      cashPaidOut,
      once(({ amountMinor, category, payee, payeeId, slip, approval }) => ({
        ...{ kind: 'paid-out', amountMinor, category, payee, payeeId, slip },
        approvalId: approval?.approvalId ?? null,
      })),
    ),
    on(
      cashDropped,
      once(({ amountMinor, envelope: slip }) => ({ ...NOTHING, kind: 'drop', amountMinor, slip })),
    ),
    on(
      drawerOpened,
      once(() => ({ ...NOTHING, kind: 'no-sale', amountMinor: 0 })),
    ),
  ],
});

const NOTHING = { category: null, payee: null, payeeId: null, slip: null, approvalId: null };

function once<Moved extends Body>(say: (body: Moved) => Said) {
  return {
    check: (one: TillMovement | undefined) => one && refuse('movement-exists'),
    fold: (one: TillMovement | undefined, body: Moved, entry: EntryFacts, id: string): TillMovement =>
      one ?? {
        ...say(body),
        id,
        tillId: body.tillId,
        branchId: entry.branchId ?? '',
        terminalId: entry.terminalId,
        userId: entry.actorId,
        cashierName: body.cashierName,
        reason: body.reason,
        businessDate: entry.businessDate,
        postedDate: entry.postedDate,
        recordedAtMs: entry.recordedAtMs,
        late: entry.late,
        flags: [...entry.flags],
      },
  };
}
