import { z } from 'zod';
import { service } from '../catalogue/service.ts';
import { id, instantMs, maybeText } from '../kernel/fields.ts';
import { defineRecord, on, type Reader, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { visit } from '../visits/visit.ts';
import { encounterRecorded, encounterSent, treatment } from './changes.ts';

/** What happened between doctor and patient in one visit. */
export const encounterShape = z.object({
  id,
  visitId: id,
  patientId: id,
  doctorId: id,
  complaint: maybeText(2000),
  notes: maybeText(20_000),
  treatments: z.array(treatment),
  state: z.enum(['OPEN', 'SENT']),
  recordedAtMs: instantMs,
  sentAtMs: instantMs.nullable(),
});
export type Encounter = z.infer<typeof encounterShape>;

export const encounter: RecordType<Encounter> = defineRecord({
  name: 'encounter',
  shape: encounterShape,
  stream: 'clinical',
  columns: ['visitId', 'patientId', 'recordedAtMs'],
  indexes: [['visitId'], ['patientId', 'recordedAtMs']],
  handlers: [
    on(encounterRecorded, {
      check: (_one, body, _entry, reader) =>
        (body.afterBill ? afterBillRefusal(reader, body) : visitRefusal(reader, body)) ??
        treatmentsRefusal(reader, body.treatments),
      fold: (one, { encounterId, afterBill: _, ...body }, entry) => ({
        ...body,
        id: encounterId,
        state: one?.state ?? 'OPEN',
        recordedAtMs: entry.recordedAtMs,
        sentAtMs: one?.sentAtMs ?? null,
      }),
    }),
    on(encounterSent, {
      check: (one, body, _entry, reader) => (one ? visitRefusal(reader, body) : refuse('encounter-unknown')),
      fold: (one, _body, entry) => one && { ...one, state: 'SENT', sentAtMs: entry.recordedAtMs },
    }),
  ],
});

/** Written while the patient is with the doctor, and put right until an invoice was made of it. */
function visitRefusal(reader: Reader, body: { visitId: string; doctorId: string }): Refusal | undefined {
  const one = reader.get(visit, body.visitId);
  if (!one) return refuse('visit-unknown');
  if (one.invoiceId) return refuse('visit-invoiced', { token: one.token });
  if (one.state !== 'IN_CONSULTATION' && one.state !== 'READY_FOR_BILLING')
    return refuse('not-in-consultation', { state: one.state, token: one.token });
  return one.doctorId === body.doctorId ? undefined : refuse('not-your-visit', { token: one.token });
}

/** What was done or noticed after the bill was made is written down all the same. */
function afterBillRefusal(reader: Reader, body: { visitId: string; doctorId: string }): Refusal | undefined {
  const one = reader.get(visit, body.visitId);
  if (!one) return refuse('visit-unknown');
  if (!one.invoiceId) return visitRefusal(reader, body);
  return one.doctorId === body.doctorId ? undefined : refuse('not-your-visit', { token: one.token });
}

function treatmentsRefusal(reader: Reader, treatments: readonly { serviceId: string }[]): Refusal | undefined {
  for (const { serviceId } of treatments) {
    const one = reader.get(service, serviceId);
    if (!one) return refuse('service-unknown');
    if (!one.active) return refuse('service-not-active', { service: one.name });
  }
  return undefined;
}
