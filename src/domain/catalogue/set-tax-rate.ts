import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { id, typed } from '../kernel/fields.ts';
import { basisPoints } from '../kernel/money.ts';
import { defineOperation } from '../kernel/operation.ts';
import { taxRateSet } from './changes.ts';

/** The rate of a tax code from a date on, today or later, for every service that is taxed by it. */
export const setTaxRate = defineOperation({
  name: 'setTaxRate',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'terminal',
  makes: [taxRateSet],
  input: z.strictObject({ taxCodeId: id, rateBasisPoints: basisPoints, from: calendarDate, reason: typed(300) }),
  decide: (input) => ({ changes: [taxRateSet.of(input)], result: { taxCodeId: input.taxCodeId } }),
});
