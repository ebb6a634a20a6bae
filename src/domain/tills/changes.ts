import { z } from 'zod';
import { dayKeys, exceptionKeys } from '../business-days/day-keys.ts';
import { defineChange, key } from '../kernel/change.ts';
import { id, text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { zTotals } from './z.ts';

/** A cashier took over the drawer of this terminal, with this float in it. */
export const tillOpened = defineChange({
  name: 'till.opened.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({ tillId: id, terminalCode: text(8), cashierName: text(120), openingFloatMinor: amountMinor }),
  touches: (body, entry) => [key('z-series', entry.terminalId), key('till', body.tillId), ...exceptionKeys(entry)],
});

/** The cashier counted the drawer and is done; the Z says what the till did. */
export const tillClosed = defineChange({
  name: 'till.closed.v1',
  stream: 'money',
  nature: 'fact',
  shape: z.strictObject({ tillId: id, terminalCode: text(8), cashierName: text(120), z: zTotals }),
  touches: (body, entry) => [key('till', body.tillId), key('z-series', entry.terminalId), ...dayKeys(entry)],
});

export const tillChanges = [tillOpened, tillClosed] as const;
