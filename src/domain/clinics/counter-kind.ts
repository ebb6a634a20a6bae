import { z } from 'zod';

/** What a counter is for, and with it the terminal that stands there. */
export const counterKind = z.enum(['reception', 'cashier', 'consulting', 'back-office']);
export type CounterKind = z.infer<typeof counterKind>;
