import { z } from 'zod';
import { id, typed } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { appointment } from './appointment.ts';
import { appointmentCancelled } from './changes.ts';
import { slotOf } from './slot.ts';

/** Nobody is expected any more; why stays in the log. */
export const cancelAppointment = defineOperation({
  name: 'cancelAppointment',
  roles: ['front-desk', 'manager'],
  terminals: ['reception'],
  decidedAt: 'terminal',
  makes: [appointmentCancelled],
  input: z.strictObject({ appointmentId: id, reason: typed(300) }),
  decide({ appointmentId, reason }, { reader }) {
    const one = reader.get(appointment, appointmentId);
    if (!one) return refuse('appointment-unknown');
    const { patientId } = one;
    return {
      changes: [appointmentCancelled.of({ appointmentId, patientId, slot: slotOf(one), reason })],
      result: { appointmentId },
    };
  },
});
