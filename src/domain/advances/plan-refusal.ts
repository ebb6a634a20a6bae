import { estimate } from '../estimates/estimate.ts';
import type { Reader } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import type { PlanEstimate } from './changes.ts';

/** What a prepayment says of its estimate must be so: whose it is, and what it promised. */
export function planRefusal(reader: Reader, said: PlanEstimate | undefined, patientId: string): Refusal | undefined {
  if (!said) return undefined;
  const one = reader.get(estimate, said.estimateId);
  if (!one) return refuse('estimate-unknown');
  if (one.patientId !== patientId) return refuse('estimate-of-another', { number: one.number, patient: one.patientName });
  const isSame = one.number === said.number && one.totalMinor === said.totalMinor;
  return isSame ? undefined : refuse('estimate-differs', { number: one.number });
}
