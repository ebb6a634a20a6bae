import { approvalsUsedTwice } from './approvals-used-twice.ts';
import { calledOff } from './called-off.ts';
import { cashShare } from './cash-share.ts';
import { checkInsCancelled } from './check-ins-cancelled.ts';
import { clockAttempts } from './clock-attempts.ts';
import { creditNotesByCashier } from './credit-notes-by-cashier.ts';
import { declaredMissing } from './declared-missing.ts';
import { discountsByApprover } from './discounts-by-approver.ts';
import { discountsByCashier } from './discounts-by-cashier.ts';
import { doubleCollections } from './double-collections.ts';
import { drawerOverdrawn } from './drawer-overdrawn.ts';
import { noSaleOpens } from './no-sale-opens.ts';
import { offlineWork } from './offline-work.ts';
import { openingFloats } from './opening-floats.ts';
import { paidOuts } from './paid-outs.ts';
import { payersByCashier } from './payers-by-cashier.ts';
import { priceDiffers } from './price-differs.ts';
import { refundsByCashier } from './refunds-by-cashier.ts';
import { refusedAttempts } from './refused-attempts.ts';
import { reprints } from './reprints.ts';
import { seenNotBilled } from './seen-not-billed.ts';
import { sharedReferences } from './shared-references.ts';
import { stepUps } from './step-ups.ts';
import { timeGaps } from './time-gaps.ts';
import { unappliedAdvances } from './unapplied-advances.ts';
import { variance } from './variance.ts';
import { voidAttempts } from './void-attempts.ts';
import { waiversByCashier } from './waivers-by-cashier.ts';
import type { WatchRule } from './watch-rule.ts';

/** Every rule of the fraud pack, in the order it is shown. */
export const WATCH_RULES: readonly WatchRule[] = [
  seenNotBilled,
  checkInsCancelled,
  calledOff,
  priceDiffers,
  discountsByCashier,
  discountsByApprover,
  waiversByCashier,
  payersByCashier,
  refundsByCashier,
  creditNotesByCashier,
  reprints,
  noSaleOpens,
  paidOuts,
  drawerOverdrawn,
  voidAttempts,
  refusedAttempts,
  cashShare,
  doubleCollections,
  sharedReferences,
  approvalsUsedTwice,
  timeGaps,
  offlineWork,
  clockAttempts,
  declaredMissing,
  stepUps,
  unappliedAdvances,
  variance,
  openingFloats,
];
