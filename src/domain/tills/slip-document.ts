import { z } from 'zod';
import { approval } from '../approvals/approval.ts';
import { type Letterhead, letterhead } from '../documents/letterhead.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { terminal } from '../terminals/terminal.ts';
import { tillMovement } from './till-movement.ts';

/** Cash put into the drawer, paid out of it, or taken to the safe, as its slip says it. */
export interface SlipDocument {
  readonly letterhead: Letterhead;
  readonly kind: 'paid-in' | 'paid-out' | 'drop';
  readonly businessDate: string;
  readonly recordedAtMs: number;
  readonly cashierName: string;
  readonly terminalCode: string;
  readonly amountMinor: number;
  readonly category: string | null;
  readonly reason: string;
  readonly slip: string | null;
  readonly payeeName: string | null;
  readonly approverName: string | null;
}

/** Null: no such movement, or a drawer that was only opened. */
export const slipDocument = defineQuery({
  name: 'slipDocument',
  roles: ['cashier', 'manager', 'auditor'],
  terminals: ['cashier', 'back-office'],
  input: z.strictObject({ movementId: id }),
  read({ movementId }, { reader, place }): SlipDocument | null {
    const one = reader.get(tillMovement, movementId);
    if (!one || one.kind === 'no-sale') return null;
    const { kind, businessDate, recordedAtMs, cashierName, amountMinor, category, reason, slip, payee, approvalId } = one;
    return {
      letterhead: letterhead(reader, place.clinicId, one.branchId, { ...one, atMs: recordedAtMs }),
      ...{ kind, businessDate, recordedAtMs, cashierName, amountMinor, category, reason, slip },
      terminalCode: reader.get(terminal, one.terminalId)?.code ?? '',
      payeeName: payee,
      approverName: approvalId === null ? null : (reader.get(approval, approvalId)?.approverName ?? null),
    };
  },
});
