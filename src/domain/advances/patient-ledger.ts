import { z } from 'zod';
import { balanceDue, type Invoice, invoice } from '../invoices/invoice.ts';
import { id } from '../kernel/fields.ts';
import { sum } from '../kernel/money.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { type Advance, advance } from './advance.ts';
import { owedBack, patientAccount } from './patient-account.ts';
import { type PrepaidPlan, plansOf } from './prepaid-plan.ts';

/** What stands between a patient and the clinic, as far as it is known here. Minor units. */
export interface PatientLedger {
  readonly patientId: string;
  /** To apply or to give back. */
  readonly advanceMinor: number;
  /** What counters out of touch applied or gave back beyond it: the patient's to return, by a deposit. */
  readonly owedBackMinor: number;
  readonly dueMinor: number;
  /** Advances with something left, oldest first. */
  readonly advances: readonly Pick<
    Advance,
    'id' | 'origin' | 'number' | 'purpose' | 'note' | 'amountMinor' | 'leftMinor' | 'receivedAtMs' | 'businessDate'
  >[];
  /** Treatment plans that were prepaid, oldest first. */
  readonly plans: readonly PrepaidPlan[];
  /** Bills with something due, oldest first. */
  readonly dues: readonly Due[];
}

export interface Due extends Pick<Invoice, 'number' | 'visitId' | 'businessDate' | 'totalMinor' | 'state' | 'branchId'> {
  readonly invoiceId: string;
  readonly dueMinor: number;
}

export const patientLedger = defineQuery({
  name: 'patientLedger',
  roles: ['cashier', 'manager', 'auditor'],
  terminals: ['cashier', 'back-office'],
  patientId: ({ patientId }) => patientId,
  input: z.strictObject({ patientId: id }),
  read: ({ patientId }, { reader }): PatientLedger => {
    const dues = duesOf(reader, patientId);
    const accounts = reader.find(patientAccount, { patientId });
    return {
      patientId,
      advanceMinor: sum(accounts.map(({ advanceMinor }) => Math.max(0, advanceMinor))),
      owedBackMinor: sum(accounts.map(owedBack)),
      dueMinor: sum(dues.map(({ dueMinor }) => dueMinor)),
      advances: reader
        .find(advance, { patientId }, { orderBy: 'receivedAtMs', limit: 1000 })
        .filter(({ leftMinor }) => leftMinor > 0)
        .map(listed),
      plans: plansOf(reader, patientId),
      dues,
    };
  },
});

function listed({ id, origin, number, purpose, note, amountMinor, leftMinor, receivedAtMs, businessDate }: Advance) {
  return { id, origin, number, purpose, note, amountMinor, leftMinor, receivedAtMs, businessDate };
}

/** A patient's bills with something due, oldest first; at most 1,000. */
export function duesOf(reader: Reader, patientId: string): readonly Due[] {
  const open = { patientId, state: { in: ['ISSUED', 'PART_PAID'] } };
  return reader.find(invoice, open, { orderBy: 'businessDate', limit: 1000 }).flatMap((one) => {
    const dueMinor = balanceDue(one);
    const { id: invoiceId, number, visitId, businessDate, totalMinor, state, branchId } = one;
    return dueMinor > 0 ? [{ invoiceId, number, visitId, businessDate, totalMinor, state, branchId, dueMinor }] : [];
  });
}
