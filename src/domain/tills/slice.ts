import { defineSlice } from '../kernel/slice.ts';
import { acceptHandover } from './accept-handover.ts';
import { tillChanges } from './changes.ts';
import { closeTill } from './close-till.ts';
import { dropCash } from './drop-cash.ts';
import { forceCloseTill, requestForceClose } from './force-close-till.ts';
import { offerHandover, withdrawHandover } from './hand-over.ts';
import { idleDay } from './idle-day.ts';
import { tillNonCashItems } from './non-cash-items.ts';
import { openDrawer } from './open-drawer.ts';
import { openTill } from './open-till.ts';
import { openingFloats } from './opening-floats.ts';
import { payIn } from './pay-in.ts';
import { payOut, requestPayOut } from './pay-out.ts';
import { slipDocument } from './slip-document.ts';
import { till } from './till.ts';
import { tillMovement } from './till-movement.ts';
import { tillMovements } from './till-movements.ts';
import { tillState } from './till-state.ts';
import { varianceTrend } from './variance-trend.ts';
import { xReport } from './x-report.ts';
import { zDocument } from './z-document.ts';
import { zSeries } from './z-series.ts';

export const tills = defineSlice({
  operations: {
    openTill,
    payIn,
    payOut,
    requestPayOut,
    dropCash,
    openDrawer,
    offerHandover,
    withdrawHandover,
    acceptHandover,
    closeTill,
    requestForceClose,
    forceCloseTill,
  },
  queries: { tillState, tillNonCashItems, tillMovements, slipDocument, varianceTrend, openingFloats, xReport, zDocument },
  changes: tillChanges,
  records: [till, tillMovement, idleDay, zSeries],
});
