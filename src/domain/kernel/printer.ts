import { z } from 'zod';
import { typed } from './fields.ts';
import { PAPER_FORMATS, PAPER_KINDS, PAPER_LANGUAGES } from './paper-kinds.ts';

const host = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9.:-]*[a-z0-9])?$/, { message: 'is not a name or an address, e.g. 192.168.1.50' });

const common = {
  name: typed(40),
  paper: z.enum(PAPER_FORMATS),
  /** `preprinted`: the paper carries the letterhead, and its room stays empty. */
  letterhead: z.enum(['printed', 'preprinted']),
  language: z.enum(PAPER_LANGUAGES),
};

/**
 * A printer as a terminal knows it. `network`: a thermal printer that takes ESC/POS on a TCP port, mostly 9100, and so has
 * a roll. `system`: a printer of the operating system, under the name it has there; only the window of Electron reaches it.
 */
export const printer = z
  .discriminatedUnion('target', [
    z.strictObject({
      target: z.literal('network'),
      host,
      port: z.number().int().min(1).max(65_535),
      /** A cash drawer hangs on it. Absent: none. */
      opensDrawer: z.boolean().optional(),
      ...common,
    }),
    z.strictObject({ target: z.literal('system'), deviceName: typed(200), ...common }),
  ])
  .refine(({ target, paper }) => target === 'system' || paper === '80mm' || paper === '58mm', {
    path: ['paper'],
    message: 'is not a roll, which a network printer needs',
  });
export type Printer = z.infer<typeof printer>;

/** Which printer a kind of paper goes to, by name; a kind that is not named is shown and printed from the window. */
export const routes = z.partialRecord(z.enum(PAPER_KINDS), typed(40));
export type Routes = z.infer<typeof routes>;

/** At most so many printers at one terminal. */
export const MOST_PRINTERS = 10;
