import { z } from 'zod';
import { defineOperation } from '../kernel/operation.ts';
import { MOST_PRINTERS, printer, routes } from '../kernel/printer.ts';
import { printersSet } from './changes.ts';

/** Says what this terminal prints on, all of it. Logged, and in force at once, with the server or without. */
export const setPrinters = defineOperation({
  name: 'setPrinters',
  roles: ['manager', 'administrator'],
  terminals: ['reception', 'cashier', 'consulting', 'back-office'],
  decidedAt: 'terminal',
  makes: [printersSet],
  input: z.strictObject({
    printers: z.array(printer).max(MOST_PRINTERS),
    routes,
    receiptsAtOnce: z.boolean(),
  }),
  decide: (input, { place: { terminalId } }) => ({ changes: [printersSet.of({ terminalId, ...input })], result: null }),
});
