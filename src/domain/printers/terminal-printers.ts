import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { type Printer, printer, type Routes, routes } from '../kernel/printer.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { printersSet } from './changes.ts';

/** What a terminal prints on. */
export const terminalPrintersShape = z.object({
  id,
  printers: z.array(printer),
  routes,
  receiptsAtOnce: z.boolean(),
});
export type TerminalPrinters = z.infer<typeof terminalPrintersShape>;

export const terminalPrinters: RecordType<TerminalPrinters> = defineRecord({
  name: 'terminal-printers',
  shape: terminalPrintersShape,
  stream: 'directory',
  handlers: [
    on(printersSet, {
      check: (_one, body) => printersRefusal(body.printers, body.routes),
      fold: (_one, { terminalId, ...body }) => ({ id: terminalId, ...body }),
    }),
  ],
});

/** Each printer has a name of its own, and nothing is sent to a printer that is not there. */
function printersRefusal(printers: readonly Printer[], to: Routes): Refusal | undefined {
  const names = printers.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return refuse('printer-name-taken', { printer: twice });
  const missing = Object.values(to).find((name) => name !== undefined && !names.includes(name));
  return missing === undefined ? undefined : refuse('printer-unknown', { printer: missing });
}
