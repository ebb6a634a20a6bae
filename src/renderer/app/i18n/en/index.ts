import { account, claims } from './account.ts';
import { appointments } from './appointments.ts';
import { approvals } from './approvals.ts';
import { audit, backOffice, catalogue, clinicTab, days, flagged, imports, staff, terminalsTab, today } from './back-office.ts';
import { billing, payers, prices } from './billing.ts';
import { cashier, payment, till } from './cashier.ts';
import { closing } from './closing.ts';
import { amountFaults, common, inputs, kinds, roles, sexes, tenders, visitStates } from './common.ts';
import { consulting } from './consulting.ts';
import { drawer, training } from './drawer.ts';
import { flags } from './flags.ts';
import { firstRun, frame, session } from './frame.ts';
import { operations } from './operations.ts';
import { printers } from './printers.ts';
import { profile, reception, register } from './reception.ts';
import { refusals } from './refusals.ts';
import { exportsTab, watch } from './watch.ts';

export const en = {
  ...{ common, amountFaults, inputs, roles, kinds, visitStates, sexes, tenders },
  ...{ frame, session, firstRun },
  ...{ reception, register, profile },
  appointments,
  approvals,
  ...{ account, claims },
  ...{ drawer, training, closing },
  ...{ cashier, payment, till, consulting, billing, payers, prices },
  ...{ watch, exportsTab },
  printers,
  ...{ backOffice, today, days, terminalsTab, staff, catalogue, imports, flagged, audit, clinicTab, operations, flags },
  refusals,
} as const;
