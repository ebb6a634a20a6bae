import type { DrawerEvent } from './drawer-events.ts';
import type { MoneyEvent } from './money-events.ts';

/** What happened, as a bookkeeper reads it: the same words in every book and in the narrations of the journal. */
export const EVENT_WORDS: Readonly<Record<MoneyEvent['kind'] | DrawerEvent['kind'], string>> = {
  invoice: 'Invoice',
  payment: 'Payment of an invoice',
  advance: 'Advance received',
  excess: 'Paid beyond what was owed, kept as advance',
  'advance-applied': 'Advance applied to an invoice',
  'credit-note': 'Credit note',
  refund: 'Advance given back',
  waiver: 'Dues let go',
  'payer-payment': 'Paid by the payer of a bill',
  'payer-write-off': 'Share of a payer written off',
  'payer-passed': 'Disallowed by the payer, for the patient to pay',
  float: 'Opening float',
  'paid-in': 'Paid in',
  'paid-out': 'Paid out',
  drop: 'Taken to the safe',
  'count-differs': 'Counted otherwise than expected',
  'handover-differs': 'Counted otherwise by the next cashier',
  'handed-over': 'Handed over to the next cashier',
  'put-away': 'Counted and put away at the close',
};
