import { z } from 'zod';

/** What became of an appointment. Moving one keeps it BOOKED. */
export const APPOINTMENT_STATES = ['BOOKED', 'ARRIVED', 'CANCELLED', 'NO_SHOW'] as const;
export const appointmentState = z.enum(APPOINTMENT_STATES);
export type AppointmentState = z.infer<typeof appointmentState>;
