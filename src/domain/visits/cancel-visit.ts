import { z } from 'zod';
import { id, typed } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { visitCancelled } from './changes.ts';
import { visit } from './visit.ts';

/** Nothing will come of the visit. Once a doctor has begun, it takes the doctor or a manager to say so. */
export const cancelVisit = defineOperation({
  name: 'cancelVisit',
  roles: ['front-desk', 'doctor', 'manager'],
  terminals: ['reception', 'consulting'],
  decidedAt: 'terminal',
  voids: true,
  makes: [visitCancelled],
  input: z.strictObject({ visitId: id, reason: typed(300) }),
  decide({ visitId, reason }, { reader, actor }) {
    const one = reader.get(visit, visitId);
    if (!one) return refuse('visit-unknown');
    const mayStop = actor.roles.includes('manager') || actor.roles.includes('doctor');
    if (one.state === 'IN_CONSULTATION' && !mayStop) return refuse('consultation-begun', { token: one.token });
    return {
      changes: [visitCancelled.of({ visitId, patientId: one.patientId, from: one.state, reason })],
      result: { visitId },
    };
  },
});
