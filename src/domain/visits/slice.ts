import { defineSlice } from '../kernel/slice.ts';
import { billingList } from './billing-list.ts';
import { cancelVisit } from './cancel-visit.ts';
import { visitChanges } from './changes.ts';
import { checkIn } from './check-in.ts';
import { checkInPatient } from './check-in-patient.ts';
import { completeVisit } from './complete-visit.ts';
import { doctorQueue } from './doctor-queue.ts';
import { openVisits } from './open-visits.ts';
import { startConsultation } from './start-consultation.ts';
import { todaysVisits } from './todays-visits.ts';
import { tokenSeries } from './token-series.ts';
import { visit } from './visit.ts';

export const visits = defineSlice({
  operations: { checkInPatient, startConsultation, cancelVisit, completeVisit },
  queries: { todaysVisits, openVisits, doctorQueue, billingList },
  changes: visitChanges,
  records: [visit, tokenSeries, checkIn],
});
