import { Misuse } from '../command-line.ts';
import { granted } from '../counter-client.ts';
import type { Random } from '../random.ts';
import { sentenceFor } from '../words.ts';
import { type Counter, positionOf, until, untilSynced } from './counters.ts';

const COMPLAINTS = ['Toothache', 'Bleeding gums', 'Fever since two days', 'Broken filling', 'Routine check', 'Cough'];

/** Imports the patients at the back office, with the columns as their headers say. */
export async function importPatients(
  backOffice: Counter,
  csvText: string,
  fileName: string,
): Promise<{ added: number; refused: number }> {
  const { imports } = backOffice.client.call;
  const preview = granted(await imports.preview({ kind: 'patients', fileName, csvText }), 'the preview of the patients');
  if (preview.problem)
    throw new Misuse(`${fileName} cannot be imported: ${sentenceFor(preview.problem.code, preview.problem.details)}`);
  for await (const message of await imports.run({ kind: 'patients', csvText, mapping: preview.mapping })) {
    if (message.kind === 'stopped') throw new Error(`the import was stopped: ${message.refusal.code}`);
    if (message.kind === 'report') return { added: message.report.added, refused: message.report.refused.length };
  }
  throw new Error('the import ended without a report');
}

/** Checks a patient in; every few somebody new is registered first. @returns the visit's id */
export async function checkIn(
  reception: Counter,
  random: Random,
  patientIds: readonly string[],
  doctorIds: readonly string[],
): Promise<string> {
  const { operations } = reception.client.call;
  const doctorId = random.pick(doctorIds);
  const isNew = random.int(8) === 0;
  const patientId = isNew
    ? granted(
        await operations.registerPatient({
          phone: `+9198${String(random.int(100_000_000)).padStart(8, '0')}`,
          name: `Walk-in ${random.int(100_000)}`,
          ageYears: 1 + random.int(90),
          sex: random.pick(['female', 'male', 'other'] as const),
          doctorId,
          address: '',
        }),
        'a registration',
      ).patientId
    : random.pick(patientIds);
  const answer = await operations.checkInPatient({ patientId, doctorId });
  // The same person twice at one doctor, or somebody an import knows to have died: the next one, then.
  if (!answer.ok && ['already-checked-in', 'patient-deceased'].includes(answer.refusal.code))
    return checkIn(reception, random, patientIds, doctorIds);
  return granted(answer, 'a check-in').visitId;
}

/** Sees everybody this consulting room knows to be waiting, at most `most`. @returns how many */
export async function consultWaiting(room: Counter, random: Random, most: number): Promise<number> {
  const { operations, queries } = room.client.call;
  const services = granted(await queries.servicesList({}), 'the price list').filter(({ active }) => active);
  const waiting = granted(await queries.doctorQueue({}), 'the queue').slice(0, most);
  for (const visit of waiting) {
    if (visit.state === 'REGISTERED') granted(await operations.startConsultation({ visitId: visit.id }), 'a consultation');
    const treatments = Array.from({ length: 1 + random.int(3) }, () => ({
      serviceId: random.pick(services).id,
      quantity: 1 + random.int(2),
    }));
    granted(
      await operations.sendToBilling({
        visitId: visit.id,
        complaint: random.pick(COMPLAINTS),
        notes: 'Seen and treated.',
        treatments,
      }),
      'sending to billing',
    );
  }
  return waiting.length;
}

/** Everybody of a date who has paid leaves, as far as the reception knows. */
export async function completePaid(reception: Counter, date: string): Promise<void> {
  const { operations, queries } = reception.client.call;
  const visits = granted(await queries.todaysVisits({ date }), 'the visits');
  for (const { id, state } of visits)
    if (state === 'PAID') granted(await operations.completeVisit({ visitId: id }), 'a completion');
}

/** Everybody sends what they have and takes in what the others sent, up to the end of the clinic's order. */
export async function allInStep(counters: readonly Counter[], head: () => Promise<number>): Promise<void> {
  for (const counter of counters) await untilSynced(counter);
  const end = await head();
  for (const counter of counters)
    await until(`${counter.name} has taken in position ${end}`, 60_000, async () => positionOf(counter) >= end);
}
