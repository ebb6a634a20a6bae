import { granted } from '../counter-client.ts';
import type { Random } from '../random.ts';
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
    throw new Error(`${fileName} cannot be imported: ${preview.problem.code} ${JSON.stringify(preview.problem.details)}`);
  for await (const message of await imports.run({ kind: 'patients', csvText, mapping: preview.mapping })) {
    if (message.kind === 'stopped') throw new Error(`the import was stopped: ${message.refusal.code}`);
    if (message.kind === 'report') return { added: message.report.added, refused: message.report.refused.length };
  }
  throw new Error('the import ended without a report');
}

/** Checks a patient in; every few somebody new is registered first. */
export async function checkIn(
  reception: Counter,
  random: Random,
  patientIds: readonly string[],
  doctorIds: readonly string[],
): Promise<void> {
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
  granted(answer, 'a check-in');
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

export async function openTill(cashier: Counter): Promise<void> {
  granted(await cashier.client.call.operations.openTill({ openingFloatMinor: 200_000 }), `the till at ${cashier.name}`);
}

/** Bills and collects what this cashier's machine knows to be ready, at most `most`. @returns how many */
export async function collectReady(
  cashier: Counter,
  random: Random,
  mine: (token: string) => boolean,
  most: number,
): Promise<number> {
  const { operations, queries } = cashier.client.call;
  const ready = granted(await queries.billingList({}), 'the billing list')
    .filter(({ token }) => mine(token))
    .slice(0, most);
  for (const visit of ready) {
    const invoice = granted(await operations.issueInvoice({ visitId: visit.id }), 'an invoice');
    if (invoice.paid) continue;
    const tenders = tendersFor(invoice.totalMinor, random);
    granted(
      await operations.recordPayment({ invoiceId: invoice.invoiceId, tenders, attemptId: `day-${invoice.invoiceId}` }),
      'a payment',
    );
    for (const { kind, amountMinor } of tenders) cashier.money[kind] += amountMinor;
  }
  return ready.length;
}

type Tenders = Parameters<Counter['client']['call']['operations']['recordPayment']>[0]['tenders'];

/** Cash with change, a card, UPI, or cash and UPI together. */
function tendersFor(totalMinor: number, random: Random): Tenders {
  const reference = `REF${random.int(1_000_000_000)}`;
  const cash = (amountMinor: number) => ({
    kind: 'cash' as const,
    amountMinor,
    tenderedMinor: Math.ceil(amountMinor / 50_000) * 50_000,
  });
  switch (random.int(4)) {
    case 0:
      return [{ kind: 'card', amountMinor: totalMinor, reference, lastFour: String(1000 + random.int(9000)) }];
    case 1:
      return [{ kind: 'upi', amountMinor: totalMinor, reference }];
    case 2: {
      const inCash = Math.max(1, Math.floor(totalMinor / 2));
      return inCash < totalMinor
        ? [cash(inCash), { kind: 'upi', amountMinor: totalMinor - inCash, reference }]
        : [cash(totalMinor)];
    }
    default:
      return [cash(totalMinor)];
  }
}

/** Counts the drawer blind: as many of the largest notes as make about what is there. */
export async function closeTill(cashier: Counter): Promise<void> {
  const inDrawer = 200_000 + cashier.money.cash;
  const state = granted(await cashier.client.call.queries.tillState({}), 'the till');
  let left = inDrawer;
  const counts = state.denominations.map((denominationMinor) => {
    const pieces = Math.floor(left / denominationMinor);
    left -= pieces * denominationMinor;
    return { denominationMinor, pieces };
  });
  const what = `the close of the till at ${cashier.name}`;
  const { outcome } = granted(await cashier.client.call.operations.closeTill({ counts }), what);
  if (outcome === 'count-again') granted(await cashier.client.call.operations.closeTill({ counts }), what);
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
