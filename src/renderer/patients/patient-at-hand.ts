/** Who stands at the counter, as far as a document for them needs to know. */
export interface PatientAtHand {
  readonly patientId: string;
  readonly name: string;
  /** Null: no doctor is theirs yet. */
  readonly doctorId: string | null;
}
