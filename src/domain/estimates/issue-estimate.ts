import { z } from 'zod';
import { nextNumber } from '../documents/document-series.ts';
import { totalsOf } from '../invoices/invoice-line.ts';
import { priceLines } from '../invoices/price-lines.ts';
import { addDays, calendarDate } from '../kernel/calendar.ts';
import { id, maybeTyped } from '../kernel/fields.ts';
import { MAX_AMOUNT_MINOR } from '../kernel/money.ts';
import { type Decision, type DecisionContext, defineOperation } from '../kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { tooth } from '../kernel/tooth.ts';
import { patient } from '../patients/patient.ts';
import { estimateIssued } from './changes.ts';
import { validityRefusal } from './estimate.ts';

export interface IssuedEstimate {
  readonly estimateId: string;
  readonly number: string;
  readonly totalMinor: number;
}

/** How long prices are promised where nobody says. */
const USUAL_DAYS = 30;

const input = z.strictObject({
  patientId: id,
  doctorId: id.nullable().default(null),
  lines: z
    .array(
      z.strictObject({
        serviceId: id,
        quantity: z.number().int().min(1).max(100).default(1),
        tooth: tooth.nullable().default(null),
      }),
    )
    .min(1)
    .max(50),
  validUntil: calendarDate.optional(),
  note: maybeTyped(300),
});

/** Says in writing what treatment will cost, at the list's prices. */
export const issueEstimate = defineOperation({
  name: 'issueEstimate',
  roles: ['cashier', 'manager'],
  terminals: ['cashier', 'back-office'],
  decidedAt: 'terminal',
  makes: [estimateIssued],
  input,
  decide: issue,
});

function issue(
  { patientId, doctorId, lines: wanted, validUntil: asked, note }: z.output<typeof input>,
  { reader, place, actor, businessDate, newId }: DecisionContext,
): Decision<IssuedEstimate> | Refusal {
  const who = reader.get(patient, patientId);
  if (!who) return refuse('patient-unknown');
  const validUntil = asked ?? addDays(businessDate, USUAL_DAYS);
  const wrong = validityRefusal(validUntil, businessDate);
  if (wrong) return wrong;
  const at = { branchId: place.branchId, doctorId, date: businessDate };
  const added = priceLines(reader, [], { packages: [], added: wanted }, at);
  if (isRefusal(added)) return added;
  const lines = added.map(({ source: _, ...line }) => line);
  const totals = totalsOf(lines);
  if (totals.totalMinor > MAX_AMOUNT_MINOR) return refuse('amount-too-large', { totalMinor: totals.totalMinor });
  const next = nextNumber(reader, place, 'estimate', businessDate);
  if (isRefusal(next)) return next;
  const estimateId = newId();
  const ofPatient = { patientId, patientName: who.name, patientNumber: who.number, doctorId };
  const said = { ...next, ...totals, ...ofPatient, lines, validUntil, note, issuedByName: actor.name };
  return {
    changes: [estimateIssued.of({ ...said, estimateId })],
    documentNumber: next.number,
    result: { estimateId, number: next.number, totalMinor: totals.totalMinor },
  };
}
