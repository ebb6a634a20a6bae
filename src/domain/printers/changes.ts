import { z } from 'zod';
import { defineChange, key } from '../kernel/change.ts';
import { id } from '../kernel/fields.ts';
import { MOST_PRINTERS, printer, routes } from '../kernel/printer.ts';

/** The printers of a terminal, all of them, and what goes to which. */
export const printersSet = defineChange({
  name: 'printers.set.v1',
  stream: 'directory',
  nature: 'authority',
  shape: z.strictObject({
    terminalId: id,
    printers: z.array(printer).max(MOST_PRINTERS),
    routes,
    /** A receipt goes to its printer as soon as the money is in the log, without being asked for. */
    receiptsAtOnce: z.boolean(),
  }),
  touches: (body) => [key('terminal-printers', body.terminalId)],
});

export const printerChanges = [printersSet] as const;
