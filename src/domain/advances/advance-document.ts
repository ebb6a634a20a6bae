import { z } from 'zod';
import { duplicatesOf } from '../documents/document-prints.ts';
import { type Letterhead, letterhead } from '../documents/letterhead.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { patient } from '../patients/patient.ts';
import { changeOf } from '../payments/tender.ts';
import { terminal } from '../terminals/terminal.ts';
import { type Advance, advance } from './advance.ts';

/** Everything the receipt of an advance says. */
export interface AdvanceDocument {
  readonly letterhead: Letterhead;
  readonly advance: Advance;
  readonly patientNumber: string;
  readonly terminalCode: string;
  readonly changeMinor: number;
  /** 0: the original. n: printed as DUPLICATE n. */
  readonly duplicate: number;
}

export const advanceDocument = defineQuery({
  name: 'advanceDocument',
  roles: ['cashier', 'manager', 'auditor'],
  terminals: ['cashier', 'back-office'],
  input: z.strictObject({ advanceId: id }),
  read({ advanceId }, { reader, place }): AdvanceDocument | null {
    const one = reader.get(advance, advanceId);
    if (one?.origin !== 'deposit') return null;
    return {
      letterhead: letterhead(reader, place.clinicId, one.branchId, { ...one, atMs: one.receivedAtMs }),
      duplicate: duplicatesOf(reader, one.number),
      advance: one,
      patientNumber: reader.get(patient, one.patientId)?.number ?? '',
      terminalCode: reader.get(terminal, one.terminalId)?.code ?? '',
      changeMinor: changeOf(one.tenders),
    };
  },
});
