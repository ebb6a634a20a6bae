import { z } from 'zod';
import { approval } from '../approvals/approval.ts';
import { duplicatesOf } from '../documents/document-prints.ts';
import { type Letterhead, letterhead } from '../documents/letterhead.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { patient } from '../patients/patient.ts';
import { terminal } from '../terminals/terminal.ts';
import { type Refund, refund } from './refund.ts';

/** Everything a refund voucher says (CGST Rules 2017, rule 51). */
export interface RefundDocument {
  readonly letterhead: Letterhead;
  readonly refund: Refund;
  readonly patientNumber: string;
  readonly terminalCode: string;
  readonly approverName: string | null;
  /** 0: the original. n: printed as DUPLICATE n. */
  readonly duplicate: number;
}

export const refundDocument = defineQuery({
  name: 'refundDocument',
  roles: ['cashier', 'manager', 'auditor'],
  terminals: ['cashier', 'back-office'],
  input: z.strictObject({ refundId: id }),
  read({ refundId }, { reader, place }): RefundDocument | null {
    const one = reader.get(refund, refundId);
    if (!one) return null;
    return {
      letterhead: letterhead(reader, place.clinicId, one.branchId, { ...one, atMs: one.recordedAtMs }),
      duplicate: duplicatesOf(reader, one.number),
      refund: one,
      patientNumber: reader.get(patient, one.patientId)?.number ?? '',
      terminalCode: reader.get(terminal, one.terminalId)?.code ?? '',
      approverName: (one.approvalId && reader.get(approval, one.approvalId)?.approverName) || null,
    };
  },
});
