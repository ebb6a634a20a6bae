import { z } from 'zod';
import { appointmentArrived } from '../appointments/changes.ts';
import { dueAppointment } from '../appointments/due-appointment.ts';
import { id } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { isRefusal } from '../kernel/refusal.ts';
import { visitCheckedIn } from './changes.ts';
import { checkedIn } from './checked-in.ts';

/** A patient is here to see a doctor, and gets a token. Whoever was expected by that doctor now is no walk-in: it is said so. */
export const checkInPatient = defineOperation({
  name: 'checkInPatient',
  roles: ['front-desk', 'manager'],
  terminals: ['reception'],
  decidedAt: 'terminal',
  makes: [visitCheckedIn, appointmentArrived],
  input: z.strictObject({ patientId: id, doctorId: id }),
  decide(input, context) {
    const begun = checkedIn(context, input);
    if (isRefusal(begun)) return begun;
    const { visitId, token, changes } = begun;
    const due = dueAppointment(context, input);
    const arrived = due ? [appointmentArrived.of({ appointmentId: due.id, patientId: input.patientId, visitId })] : [];
    return { changes: [...changes, ...arrived], result: { visitId, token, appointmentId: due?.id ?? null } };
  },
});
