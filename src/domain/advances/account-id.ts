/**
 * A patient's account with a branch: `<branch id>:<patient id>`. Each branch keeps its own, because a counter receives the
 * money of its own branch only and must not promise what another one may have given back.
 */
export function accountId(branchId: string | null, patientId: string): string {
  return `${branchId ?? ''}:${patientId}`;
}
