import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { id, maybeTyped } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { supplementAcknowledged } from './changes.ts';
import { dayId } from './day-keys.ts';
import { supplement } from './supplement.ts';

/** Says that a manager has seen what arrived for a locked day. It changes no figure. */
export const acknowledgeSupplement = defineOperation({
  name: 'acknowledgeSupplement',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'central',
  makes: [supplementAcknowledged],
  input: z.strictObject({
    branchId: id,
    businessDate: calendarDate,
    /** As many as were shown, so that what arrived meanwhile stays to be seen. Default: all there are. */
    entries: z.number().int().min(1).nullable().default(null),
    note: maybeTyped(300),
  }),
  decide({ branchId, businessDate, entries: seen, note }, { reader, actor }) {
    const one = reader.get(supplement, dayId(branchId, businessDate));
    if (!one) return refuse('nothing-to-acknowledge', { date: businessDate });
    const entries = seen ?? one.entries;
    return {
      changes: [supplementAcknowledged.of({ branchId, businessDate, entries, byName: actor.name, note })],
      branchId,
      result: { acknowledged: entries, waiting: Math.max(0, one.entries - entries) },
    };
  },
});
