import { z } from 'zod';
import { doctor } from '../doctors/doctor.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery, type QueryContext } from '../kernel/operation.ts';
import { SUBSCRIPTIONS } from '../kernel/roles.ts';
import { type Visit, visit } from '../visits/visit.ts';
import { type Billed, billsFor } from '../visits/visit-standing.ts';
import { type Patient, patient } from './patient.ts';
import { type PatientHealth, patientHealth } from './patient-health.ts';

export interface PatientProfile {
  readonly patient: Patient;
  readonly doctorName: string | null;
  /** What registration asks for and an import did not bring. */
  readonly missing: readonly ('phone' | 'birth' | 'doctor')[];
  /** Newest first, at most 20, of the branches this machine holds. */
  readonly visits: readonly (Pick<Visit, 'id' | 'businessDate' | 'token'> & Billed & { readonly doctorName: string })[];
  /** Null where this machine or this person has no business with it. */
  readonly health: Pick<PatientHealth, 'allergies' | 'conditions'> | null;
}

/** Everything known of one patient that the reader may see. The read is logged. */
export const patientProfile = defineQuery({
  name: 'patientProfile',
  roles: ['front-desk', 'doctor', 'nurse', 'manager', 'auditor'],
  terminals: ['reception', 'consulting', 'back-office'],
  input: z.strictObject({ patientId: id }),
  patientId: (input) => input.patientId,
  read({ patientId }, context): PatientProfile | null {
    const { reader } = context;
    const one = reader.get(patient, patientId);
    if (!one) return null;
    const nameOf = (doctorId: string) => reader.get(doctor, doctorId)?.name ?? '';
    const billOf = billsFor(context);
    const visits = reader.find(visit, { patientId }, { orderBy: 'checkedInAtMs', descending: true, limit: 20 });
    return {
      patient: one,
      doctorName: one.doctorId === null ? null : nameOf(one.doctorId),
      missing: missing(one),
      visits: visits.map((visited) => {
        const { id, businessDate, token, state, invoiceId, doctorId } = visited;
        return { id, businessDate, token, state, invoiceId, bill: billOf(visited), doctorName: nameOf(doctorId) };
      }),
      health: healthFor(context, patientId),
    };
  },
});

function missing(one: Patient): PatientProfile['missing'] {
  return [
    ...(one.phone === '' ? ['phone' as const] : []),
    ...(one.birthDate === null && one.ageYears === null ? ['birth' as const] : []),
    ...(one.doctorId === null ? ['doctor' as const] : []),
  ];
}

/** Front desk and cashiers see nothing clinical, wherever they sit. */
function healthFor({ reader, actor, place }: QueryContext, patientId: string): PatientProfile['health'] {
  const treats = actor.roles.some((role) => ['doctor', 'nurse', 'manager', 'auditor'].includes(role));
  if (!treats || !SUBSCRIPTIONS[place.kind].includes('clinical')) return null;
  const { allergies, conditions } = reader.get(patientHealth, patientId) ?? { allergies: [], conditions: [] };
  return { allergies, conditions };
}
