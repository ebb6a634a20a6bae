import type { PatientDocument } from '#domain/documents/documents-listed.ts';

/** What a cashier may want on paper: all of the picked patient first, then what else this till made. Each once. */
export function papersToPrint(
  ofPatient: readonly PatientDocument[],
  ofTill: readonly PatientDocument[],
): readonly PatientDocument[] {
  const listed = new Set(ofPatient.map(({ id }) => id));
  return [...ofPatient, ...ofTill.filter(({ id }) => !listed.has(id))];
}
