import { z } from 'zod';
import { doctor } from '../doctors/doctor.ts';
import { duplicatesOf } from '../documents/document-prints.ts';
import { type Letterhead, letterhead } from '../documents/letterhead.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { terminal } from '../terminals/terminal.ts';
import { type Estimate, estimate } from './estimate.ts';

/** Everything an estimate says. */
export interface EstimateDocument {
  readonly letterhead: Letterhead;
  readonly estimate: Estimate;
  readonly terminalCode: string;
  readonly doctorName: string;
  /** 0: the original. n: printed as DUPLICATE n. */
  readonly duplicate: number;
}

export const estimateDocument = defineQuery({
  name: 'estimateDocument',
  roles: ['cashier', 'manager', 'auditor'],
  terminals: ['cashier', 'back-office'],
  input: z.strictObject({ estimateId: id }),
  read({ estimateId }, { reader, place }): EstimateDocument | null {
    const one = reader.get(estimate, estimateId);
    if (!one) return null;
    return {
      letterhead: letterhead(reader, place.clinicId, one.branchId, { ...one, atMs: one.issuedAtMs }),
      estimate: one,
      terminalCode: reader.get(terminal, one.terminalId)?.code ?? '',
      doctorName: one.doctorName ?? ((one.doctorId && reader.get(doctor, one.doctorId)?.name) || ''),
      duplicate: duplicatesOf(reader, one.number),
    };
  },
});
