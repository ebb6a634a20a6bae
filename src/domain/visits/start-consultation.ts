import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { isRefusal, refuse } from '../kernel/refusal.ts';
import { workingDoctor } from '../staff/working-doctor.ts';
import { visitConsultationStarted } from './changes.ts';
import { visit } from './visit.ts';

/** The doctor calls the patient in. A colleague who calls them in takes the visit over. */
export const startConsultation = defineOperation({
  name: 'startConsultation',
  roles: ['doctor'],
  terminals: ['consulting'],
  decidedAt: 'terminal',
  makes: [visitConsultationStarted],
  input: z.strictObject({ visitId: id }),
  decide({ visitId }, { reader, actor }) {
    const one = reader.get(visit, visitId);
    if (!one) return refuse('visit-unknown');
    const doctor = workingDoctor(reader, actor);
    if (isRefusal(doctor)) return doctor;
    return {
      changes: [visitConsultationStarted.of({ visitId, patientId: one.patientId, doctorId: doctor.doctorId })],
      result: { visitId },
    };
  },
});
