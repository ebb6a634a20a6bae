import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { visitCompleted } from './changes.ts';
import { visit } from './visit.ts';

/** The patient leaves. Refused until everything is paid: the money gate. */
export const completeVisit = defineOperation({
  name: 'completeVisit',
  roles: ['front-desk', 'cashier', 'manager'],
  terminals: ['reception', 'cashier'],
  decidedAt: 'terminal',
  makes: [visitCompleted],
  input: z.strictObject({ visitId: id }),
  decide({ visitId }, { reader }) {
    const one = reader.get(visit, visitId);
    if (!one) return refuse('visit-unknown');
    return { changes: [visitCompleted.of({ visitId, patientId: one.patientId })], result: { visitId } };
  },
});
