import { z } from 'zod';
import { creditNoteIssued } from '../credit-notes/changes.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { id, instantMs, text } from '../kernel/fields.ts';
import { totalMinor as sumMinor } from '../kernel/money.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { refundPaid } from '../refunds/changes.ts';
import { accountId } from './account-id.ts';
import { advanceApplied, advanceExcessCredited, advanceReceived } from './changes.ts';

/** What a branch holds of a patient's money that is not owed yet. Minor units. */
export const patientAccountShape = z.object({
  id: text(80),
  patientId: id,
  patientName: text(120),
  branchId: id,
  /** What is left to apply or to give back. Negative where two terminals that were out of touch both applied or refunded it. */
  advanceMinor: z.number().int(),
  /** Taken in advance, at a counter. */
  receivedMinor: sumMinor,
  /** From credit notes, and from bills that were paid twice. */
  creditedMinor: sumMinor,
  appliedMinor: sumMinor,
  refundedMinor: sumMinor,
  updatedAtMs: instantMs,
});
export type PatientAccount = z.infer<typeof patientAccountShape>;

export const patientAccount: RecordType<PatientAccount> = defineRecord({
  name: 'patient-account',
  shape: patientAccountShape,
  stream: 'money',
  columns: ['patientId', 'branchId', 'advanceMinor'],
  indexes: [['patientId'], ['branchId', 'advanceMinor']],
  handlers: [
    on(advanceReceived, { fold: (one, body, entry) => booked(one, body, entry, { receivedMinor: body.totalMinor }) }),
    on(advanceExcessCredited, { fold: (one, body, entry) => booked(one, body, entry, { creditedMinor: body.amountMinor }) }),
    on(creditNoteIssued, { fold: (one, body, entry) => booked(one, body, entry, { creditedMinor: body.toAdvanceMinor }) }),
    on(advanceApplied, {
      check: (one, body) => advanceRefusal(one, body.amountMinor),
      fold: (one, body, entry) => booked(one, body, entry, { appliedMinor: body.amountMinor }),
    }),
    on(refundPaid, {
      check: (one, body) => advanceRefusal(one, body.amountMinor),
      fold: (one, body, entry) => booked(one, body, entry, { refundedMinor: body.amountMinor }),
    }),
  ],
});

type Sums = Pick<PatientAccount, 'receivedMinor' | 'creditedMinor' | 'appliedMinor' | 'refundedMinor'>;
const NOTHING: Sums = { receivedMinor: 0, creditedMinor: 0, appliedMinor: 0, refundedMinor: 0 };

/** The account with these amounts added. */
function booked(
  one: PatientAccount | undefined,
  { patientId, patientName }: { patientId: string; patientName: string },
  entry: EntryFacts,
  plus: Partial<Sums>,
): PatientAccount {
  const { receivedMinor, creditedMinor, appliedMinor, refundedMinor } = one ?? NOTHING;
  const sums = {
    receivedMinor: receivedMinor + (plus.receivedMinor ?? 0),
    creditedMinor: creditedMinor + (plus.creditedMinor ?? 0),
    appliedMinor: appliedMinor + (plus.appliedMinor ?? 0),
    refundedMinor: refundedMinor + (plus.refundedMinor ?? 0),
  };
  return {
    id: accountId(entry.branchId, patientId),
    patientId,
    patientName,
    branchId: entry.branchId ?? '',
    ...sums,
    advanceMinor: sums.receivedMinor + sums.creditedMinor - sums.appliedMinor - sums.refundedMinor,
    updatedAtMs: entry.recordedAtMs,
  };
}

/** Why so much cannot be taken of a patient's advance. */
export function advanceRefusal(one: PatientAccount | undefined, askedMinor: number): Refusal | undefined {
  const advanceMinor = one?.advanceMinor ?? 0;
  return askedMinor > advanceMinor ? refuse('advance-insufficient', { advanceMinor, askedMinor }) : undefined;
}

/** What was given back or applied beyond what the account held. */
export function owedBack({ advanceMinor }: PatientAccount): number {
  return Math.max(0, -advanceMinor);
}
