import { z } from 'zod';
import { id, maybeTyped } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { appointment, promisedIn } from './appointment.ts';
import { appointmentMoved } from './changes.ts';
import { slot, slotOf } from './slot.ts';

/** Another time or doctor for somebody who is expected, also after the time is over: what it was stays in its history. */
export const moveAppointment = defineOperation({
  name: 'moveAppointment',
  roles: ['front-desk', 'manager'],
  terminals: ['reception'],
  decidedAt: 'terminal',
  makes: [appointmentMoved],
  input: z.strictObject({ appointmentId: id, slot, reason: maybeTyped(300) }),
  decide({ appointmentId, slot: to, reason }, { reader }) {
    const one = reader.get(appointment, appointmentId);
    if (!one) return refuse('appointment-unknown');
    const { patientId } = one;
    return {
      changes: [appointmentMoved.of({ appointmentId, patientId, after: promisedIn(one), from: slotOf(one), to, reason })],
      result: { appointmentId },
    };
  },
});
