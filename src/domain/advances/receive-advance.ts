import { z } from 'zod';
import { nextNumber } from '../documents/document-series.ts';
import { id, maybeTyped } from '../kernel/fields.ts';
import { type Decision, type DecisionContext, defineOperation } from '../kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { patient } from '../patients/patient.ts';
import { shownBeforeRefusal } from '../payments/shown-reference.ts';
import { asKept, changeOf, enteredTender, tendersTotal } from '../payments/tender.ts';
import { referencesRefusal, tendersRefusal } from '../payments/tender-refusal.ts';
import { openTillHere } from '../tills/open-till-here.ts';
import { type Advance, advance } from './advance.ts';
import { advancePurpose, advanceReceived } from './changes.ts';
import { planPaid } from './prepaid-plan.ts';

export interface ReceivedAdvance {
  readonly advanceId: string;
  readonly receiptNumber: string;
  readonly totalMinor: number;
  /** To hand back over the counter. */
  readonly changeMinor: number;
  /** The same attempt had been recorded before: nothing new was taken. */
  readonly recordedBefore: boolean;
}

const input = z.strictObject({
  patientId: id,
  tenders: z.array(enteredTender).min(1).max(10),
  purpose: advancePurpose.default('deposit'),
  /** Of a treatment plan: the estimate that says its price. */
  estimateId: id.nullable().default(null),
  note: maybeTyped(200),
  /** Made by the window once per attempt, so that a second press or a lost answer never takes twice. */
  attemptId: z.string().min(8).max(64),
});

/** Takes money that is not owed yet: a deposit, or the prepayment of a treatment plan. The receipt has a number like any other. */
export const receiveAdvance = defineOperation({
  name: 'receiveAdvance',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [advanceReceived],
  needsLease: true,
  input,
  decide: (asked, context) => {
    const advanceId = context.idFor('advance', context.place.terminalId, asked.attemptId);
    const before = context.reader.get(advance, advanceId);
    return before ? sameAgain(before, asked) : receive(advanceId, asked, context);
  },
});

function sameAgain(before: Advance, asked: z.infer<typeof input>): Decision<ReceivedAdvance> | Refusal {
  const isSame = before.patientId === asked.patientId && before.amountMinor === tendersTotal(asked.tenders);
  if (!isSame) return refuse('attempt-used', { number: before.number, totalMinor: before.amountMinor });
  const { id: advanceId, number: receiptNumber, amountMinor: totalMinor, tenders } = before;
  return {
    changes: [],
    result: { advanceId, receiptNumber, totalMinor, changeMinor: changeOf(tenders), recordedBefore: true },
  };
}

function receive(
  advanceId: string,
  { patientId, tenders: entered, purpose, note, estimateId }: z.infer<typeof input>,
  { reader, place, actor, businessDate }: DecisionContext,
): Decision<ReceivedAdvance> | Refusal {
  const till = openTillHere(reader, place);
  if (!till) return refuse('no-open-till');
  const from = reader.get(patient, patientId);
  if (!from) return refuse('patient-unknown');
  const tenders = entered.map(asKept);
  const wrong = tendersRefusal(tenders) ?? referencesRefusal(entered) ?? shownBeforeRefusal(reader, place.branchId, entered);
  if (wrong) return wrong;
  const next = nextNumber(reader, place, 'receipt', businessDate);
  if (isRefusal(next)) return next;
  const totalMinor = tendersTotal(tenders);
  if (estimateId !== null && purpose !== 'treatment-plan') return refuse('estimate-not-for-deposit');
  const plan = estimateId === null ? undefined : planPaid(reader, { estimateId, patientId, date: businessDate }, totalMinor);
  if (isRefusal(plan)) return plan;
  const { name: patientName, number: patientNumber } = from;
  const said = { patientId, patientName, patientNumber, cashierName: actor.name, purpose, note, tenders, totalMinor };
  return {
    changes: [advanceReceived.of({ advanceId, ...next, tillId: till.id, ...said, ...(plan ? { estimate: plan } : {}) })],
    documentNumber: next.number,
    result: {
      ...{ advanceId, receiptNumber: next.number, totalMinor },
      changeMinor: changeOf(tenders),
      recordedBefore: false,
    },
  };
}
