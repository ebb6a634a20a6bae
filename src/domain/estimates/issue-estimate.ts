import { z } from 'zod';
import { doctor } from '../doctors/doctor.ts';
import { nextNumber } from '../documents/document-series.ts';
import { paperNow } from '../documents/letterhead.ts';
import { chargeable } from '../invoices/registered.ts';
import { addDays, calendarDate } from '../kernel/calendar.ts';
import { id, maybeTyped } from '../kernel/fields.ts';
import { type Decision, type DecisionContext, defineOperation } from '../kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { patient } from '../patients/patient.ts';
import { estimateIssued } from './changes.ts';
import { validityRefusal } from './estimate.ts';
import { estimateAsked, priceEstimate } from './price-estimate.ts';

export interface IssuedEstimate {
  readonly estimateId: string;
  readonly number: string;
  readonly totalMinor: number;
}

/** How long prices are promised where nobody says. */
const USUAL_DAYS = 30;

const input = z.strictObject({
  patientId: id,
  ...estimateAsked,
  validUntil: calendarDate.optional(),
  note: maybeTyped(300),
});

/** Says in writing what treatment will cost, at the list's prices less what is to come off them. */
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
  { patientId, doctorId, validUntil: asked, note, ...wanted }: z.output<typeof input>,
  { reader, place, actor, businessDate, newId }: DecisionContext,
): Decision<IssuedEstimate> | Refusal {
  const who = reader.get(patient, patientId);
  if (!who) return refuse('patient-unknown');
  const validUntil = asked ?? addDays(businessDate, USUAL_DAYS);
  const wrong = validityRefusal(validUntil, businessDate);
  if (wrong) return wrong;
  const at = { branchId: place.branchId, doctorId, date: businessDate };
  const priced = chargeable(reader, place.clinicId, priceEstimate(reader, place.clinicId, wanted, at));
  if (isRefusal(priced)) return priced;
  if (priced.discount && wanted.reason === '') return refuse('reason-needed');
  const next = nextNumber(reader, place, 'estimate', businessDate);
  if (isRefusal(next)) return next;
  const estimateId = newId();
  const ofPatient = { patientId, patientName: who.name, patientNumber: who.number, doctorId };
  const doctorName = doctorId === null ? undefined : reader.get(doctor, doctorId)?.name;
  const onPaper = { issuedByName: actor.name, ...(doctorName ? { doctorName } : {}), paper: paperNow(reader, place) };
  const { roundingMinor, ...figures } = priced;
  const rounded = { ...figures, ...(roundingMinor === 0 ? {} : { roundingMinor }) };
  const said = { ...next, ...rounded, ...ofPatient, lines: [...priced.lines], validUntil, note, ...onPaper };
  return {
    changes: [estimateIssued.of({ ...said, estimateId })],
    documentNumber: next.number,
    result: { estimateId, number: next.number, totalMinor: priced.totalMinor },
  };
}
