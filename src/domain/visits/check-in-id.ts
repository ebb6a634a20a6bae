interface Where {
  readonly branchId: string | null;
  readonly businessDate: string;
}

/**
 * One branch, one patient, one doctor, one business date. The branch is part of it because another branch's check-ins never
 * reach this one's counters: a record that both wrote would be a different one on every machine.
 */
export function checkInId(
  { patientId, doctorId }: { patientId: string; doctorId: string },
  { branchId, businessDate }: Where,
): string {
  return `${branchId ?? ''}:${patientId}:${doctorId}:${businessDate}`;
}
