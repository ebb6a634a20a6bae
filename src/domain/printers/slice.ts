import { defineSlice } from '../kernel/slice.ts';
import { printerChanges } from './changes.ts';
import { printersHere } from './printers-here.ts';
import { setPrinters } from './set-printers.ts';
import { terminalPrinters } from './terminal-printers.ts';

export const printers = defineSlice({
  operations: { setPrinters },
  queries: { printersHere },
  changes: printerChanges,
  records: [terminalPrinters],
});
