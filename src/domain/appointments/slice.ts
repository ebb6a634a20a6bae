import { defineSlice } from '../kernel/slice.ts';
import { appointment } from './appointment.ts';
import { appointmentsOfPatient } from './appointments-of-patient.ts';
import { bookAppointment } from './book-appointment.ts';
import { cancelAppointment } from './cancel-appointment.ts';
import { appointmentChanges } from './changes.ts';
import { checkInAppointment } from './check-in-appointment.ts';
import { diary } from './diary.ts';
import { freeTimes } from './free-times.ts';
import { markNoShow } from './mark-no-show.ts';
import { moveAppointment } from './move-appointment.ts';

export const appointments = defineSlice({
  operations: { bookAppointment, moveAppointment, cancelAppointment, markNoShow, checkInAppointment },
  queries: { diary, freeTimes, appointmentsOfPatient },
  changes: appointmentChanges,
  records: [appointment],
});
