import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { id, typed } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { priceEnded } from './changes.ts';

/** The last day of a dated price: yesterday at the earliest, so that it holds no more today. */
export const endPrice = defineOperation({
  name: 'endPrice',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'terminal',
  makes: [priceEnded],
  input: z.strictObject({ serviceId: id, priceId: id, to: calendarDate, reason: typed(300) }),
  decide: (input) => ({ changes: [priceEnded.of(input)], result: { priceId: input.priceId } }),
});
