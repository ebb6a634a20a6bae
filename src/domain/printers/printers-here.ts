import { z } from 'zod';
import { defineQuery } from '../kernel/operation.ts';
import { ROLES } from '../kernel/roles.ts';
import { type TerminalPrinters, terminalPrinters } from './terminal-printers.ts';

/** What this terminal prints on. */
export const printersHere = defineQuery({
  name: 'printersHere',
  roles: ROLES,
  terminals: ['reception', 'cashier', 'consulting', 'back-office'],
  input: z.strictObject({}),
  read: (_input, { reader, place }): Omit<TerminalPrinters, 'id'> => {
    const { printers, routes, receiptsAtOnce } = reader.get(terminalPrinters, place.terminalId) ?? NONE;
    return { printers, routes, receiptsAtOnce };
  },
});

const NONE = { printers: [], routes: {}, receiptsAtOnce: false };
