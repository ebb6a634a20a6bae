import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { documentsListed, type PatientDocument } from './documents-listed.ts';

/** As many of each kind as are looked at, the latest. */
const EACH = 100;

/** Every numbered paper a patient was given, latest first. */
export const documentsOfPatient = defineQuery({
  name: 'documentsOfPatient',
  roles: ['cashier', 'manager', 'auditor'],
  terminals: ['cashier', 'back-office'],
  patientId: ({ patientId }) => patientId,
  input: z.strictObject({ patientId: id }),
  read: ({ patientId }, { reader, place }): readonly PatientDocument[] =>
    documentsListed(reader, { patientId }, place.terminalId, EACH),
});
