import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { isRefusal, refuse } from '../kernel/refusal.ts';
import { visitCheckedIn } from '../visits/changes.ts';
import { checkedIn } from '../visits/checked-in.ts';
import { appointment } from './appointment.ts';
import { appointmentArrived } from './changes.ts';

/** Whoever was expected is here, and gets a token for the doctor they are booked with. */
export const checkInAppointment = defineOperation({
  name: 'checkInAppointment',
  roles: ['front-desk', 'manager'],
  terminals: ['reception'],
  decidedAt: 'terminal',
  makes: [visitCheckedIn, appointmentArrived],
  input: z.strictObject({ appointmentId: id }),
  decide({ appointmentId }, context) {
    const one = context.reader.get(appointment, appointmentId);
    if (!one) return refuse('appointment-unknown');
    const { patientId, doctorId } = one;
    const begun = checkedIn(context, { patientId, doctorId });
    if (isRefusal(begun)) return begun;
    const { visitId, token } = begun;
    return {
      changes: [...begun.changes, appointmentArrived.of({ appointmentId, patientId, visitId })],
      result: { visitId, token },
    };
  },
});
