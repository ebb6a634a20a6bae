import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { id, maybeTyped } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { defineOperation } from '../kernel/operation.ts';
import { priceSet } from './changes.ts';

/** What a service costs from a date on, today or later: for all, in one branch, or with one doctor. */
export const setPrice = defineOperation({
  name: 'setPrice',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'terminal',
  makes: [priceSet],
  input: z.strictObject({
    serviceId: id,
    branchId: id.nullable().default(null),
    doctorId: id.nullable().default(null),
    priceMinor: amountMinor,
    includesTax: z.boolean().default(false),
    from: calendarDate,
    to: calendarDate.nullable().default(null),
    reason: maybeTyped(300),
  }),
  decide(input, { newId }) {
    const priceId = newId();
    return { changes: [priceSet.of({ ...input, priceId })], result: { priceId } };
  },
});
