import type { PatientDocument } from '#domain/documents/documents-listed.ts';
import type { PatientFound } from '#domain/patients/patient-search.ts';

/** A row of the list that papers are chosen from: a paper, or a patient whose papers are listed when they are taken. */
export type ToPrint = {
  readonly id: string;
  /** The part of the list it stands in. */
  readonly part: 'of-patient' | 'made-here' | 'by-number' | 'patients';
} & ({ readonly paper: PatientDocument } | { readonly patient: PatientFound });

/** What a cashier may want on paper: all of the picked patient first, then what else was made here. Each once. */
export function papersToPrint(ofPatient: readonly PatientDocument[], madeHere: readonly PatientDocument[]): readonly ToPrint[] {
  const listed = new Set(ofPatient.map(({ id }) => id));
  return [
    ...rows('of-patient', ofPatient),
    ...rows(
      'made-here',
      madeHere.filter(({ id }) => !listed.has(id)),
    ),
  ];
}

/** What was found by what somebody typed: papers by their number, and patients. */
export function foundToPrint(byNumber: readonly PatientDocument[], patients: readonly PatientFound[]): readonly ToPrint[] {
  return [...rows('by-number', byNumber), ...patients.map((patient): ToPrint => ({ id: patient.id, part: 'patients', patient }))];
}

function rows(part: ToPrint['part'], papers: readonly PatientDocument[]): ToPrint[] {
  return papers.map((paper) => ({ id: paper.id, part, paper }));
}
