import { cashier, payment, till } from './cashier.ts';
import { common, kinds, roles, sexes, tenders, visitStates } from './common.ts';
import { consulting } from './consulting.ts';
import { firstRun, frame, session } from './frame.ts';
import { profile, reception, register } from './reception.ts';
import { refusals } from './refusals.ts';

export const en = {
  ...{ common, roles, kinds, visitStates, sexes, tenders },
  ...{ frame, session, firstRun },
  ...{ reception, register, profile },
  ...{ cashier, payment, till, consulting },
  refusals,
} as const;
