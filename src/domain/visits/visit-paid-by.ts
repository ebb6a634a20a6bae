import type { Change } from '../kernel/change.ts';
import type { Reader } from '../kernel/record.ts';
import { visitPaid } from './changes.ts';
import { visit } from './visit.ts';

/**
 * What the last of a bill's dues does to its visit. Nothing where the visit was paid before: what a payer disallowed became due
 * after it.
 */
export function visitPaidBy(reader: Reader, of: { visitId: string; patientId: string; invoiceId: string }): readonly Change[] {
  const state = reader.get(visit, of.visitId)?.state;
  return state === 'PAID' || state === 'COMPLETED' ? [] : [visitPaid.of(of)];
}
