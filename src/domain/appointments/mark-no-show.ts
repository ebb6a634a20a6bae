import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { appointment } from './appointment.ts';
import { appointmentMissed } from './changes.ts';
import { slotOf } from './slot.ts';

/** The time has come and the patient has not. Whoever comes after all is checked in as any who is expected. */
export const markNoShow = defineOperation({
  name: 'markNoShow',
  roles: ['front-desk', 'manager'],
  terminals: ['reception'],
  decidedAt: 'terminal',
  makes: [appointmentMissed],
  input: z.strictObject({ appointmentId: id }),
  decide({ appointmentId }, { reader }) {
    const one = reader.get(appointment, appointmentId);
    if (!one) return refuse('appointment-unknown');
    const { patientId } = one;
    return {
      changes: [appointmentMissed.of({ appointmentId, patientId, slot: slotOf(one) })],
      result: { appointmentId },
    };
  },
});
