import { z } from 'zod';
import { id, maybeTyped } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { appointmentBooked } from './changes.ts';
import { slot } from './slot.ts';

/** Promises a patient a doctor's time. Refused where either is promised elsewhere then. */
export const bookAppointment = defineOperation({
  name: 'bookAppointment',
  roles: ['front-desk', 'manager'],
  terminals: ['reception'],
  decidedAt: 'terminal',
  makes: [appointmentBooked],
  input: z.strictObject({ patientId: id, slot, purpose: maybeTyped(200) }),
  decide({ patientId, slot: wanted, purpose }, { newId }) {
    const appointmentId = newId();
    return {
      changes: [appointmentBooked.of({ appointmentId, patientId, slot: wanted, purpose })],
      result: { appointmentId },
    };
  },
});
