/** One patient, one doctor, one business date. */
export function checkInId({ patientId, doctorId }: { patientId: string; doctorId: string }, date: string): string {
  return `${patientId}:${doctorId}:${date}`;
}
