import { clockIn } from '#domain/kernel/calendar.ts';
import { granted } from '../../counter-client.ts';
import { decide } from '../approving.ts';
import { cash, deposit, payWith, readyAt } from '../collect.ts';
import { signIn, until, untilSynced } from '../counters.ts';
import { type Day, HEAD, MANAGER, PASSWORD } from '../plan.ts';
import { exceptionOf, seenNotBilled } from './traces.ts';

/**
 * One bill is collected at both counters, of which the first has no network. To be called while both have one; afterwards
 * the first is cut off.
 */
export async function collectTwice(day: Day): Promise<void> {
  const { cashiers, attempts } = day;
  const [first, second] = cashiers;
  const [visit] = await readyAt(first);
  if (!visit) throw new Error('no visit waits for being collected twice');
  const issued = await first.client.call.operations.issueInvoice({ visitId: visit.id });
  const { invoiceId, totalMinor } = granted(issued, 'an invoice');
  await untilSynced(first);
  await until('the second cashier sees the bill', 60_000, async () => {
    const listed = granted(await second.client.call.queries.billingList({}), 'the billing list');
    return listed.some((one) => one.id === visit.id && one.invoiceId !== null);
  });
  first.link.cut();
  await payWith({ ...day, cashier: first }, invoiceId, [cash(totalMinor)], 'the first time');
  await payWith({ ...day, cashier: second }, invoiceId, [cash(totalMinor)], 'the second time');
  attempts.leaves(
    'One bill collected at two counters out of touch',
    'flagged',
    exceptionOf(day, first, 'payment', 'already-paid'),
  );
}

/** The doctor sees a patient and lets the visit disappear: for friends, or for money past the books. */
export async function seeUnbilled(day: Day, visitId: string): Promise<void> {
  const { operations, queries } = day.room.client.call;
  await until('the patient waits at the doctor', 60_000, async () =>
    granted(await queries.doctorQueue({}), 'the queue').some(({ id }) => id === visitId),
  );
  granted(await operations.startConsultation({ visitId }), 'a consultation');
  granted(await operations.cancelVisit({ visitId, reason: 'Went home' }), 'a cancellation');
  day.attempts.leaves('Seen by the doctor and never billed', 'fraud-pack', seenNotBilled(day, visitId));
}

/** Near midnight, what begins now would not be over with the day. */
const NIGHT_MINUTE = 1430;

/** The doctor treats somebody who was expected and whom nobody checks in: no visit, no note, no bill. */
export async function treatUnarrived({ reception, doctorIds, random, attempts, ...day }: Day): Promise<void> {
  const { operations, terminal } = reception.client.call;
  const known = { phone: `+9199${String(random.int(100_000_000)).padStart(8, '0')}`, ageYears: 44, sex: 'male' as const };
  const [doctorId = ''] = doctorIds;
  const who = { ...known, name: 'A friend of the doctor', doctorId, address: '' };
  const { patientId } = granted(await operations.registerPatient(who), 'a registration');
  const clock = async () => {
    const { nowMs, terminal: own } = await terminal.state();
    return clockIn(own?.timeZone ?? 'UTC', nowMs);
  };
  await until('midnight, where it is near', 11 * 60_000, async () => (await clock()).minute < NIGHT_MINUTE);
  const { date, minute } = await clock();
  const slot = { doctorId, date, startMinute: minute + 1, minutes: 5 };
  const { appointmentId } = granted(await operations.bookAppointment({ patientId, slot }), 'an appointment');
  const traced = seenNotBilled(day, appointmentId);
  attempts.leaves('Treated by appointment, off the books', 'fraud-pack', traced);
}

/** A manager who is also a cashier makes an account, and lets it agree to what they ask for. */
export async function tryOwnAccount(day: Day): Promise<void> {
  const { backOffice, cashiers, attempts, random, patientIds } = day;
  const [cashier] = cashiers;
  const login = 'deputy';
  await signIn(backOffice, HEAD, PASSWORD);
  const account = { login, name: 'Deputy manager', roles: ['manager' as const], password: PASSWORD, mustChangePassword: false };
  granted(await backOffice.client.call.operations.createUser(account), 'an account');
  await signIn(backOffice, MANAGER, PASSWORD);
  await until(`${cashier.name} knows the account`, 60_000, async () => {
    const { people } = await cashier.client.call.terminal.state();
    return people.some((one) => one.login === login);
  });
  const { advanceId, tenders } = await deposit(cashier, random, random.pick(patientIds), 20_000);
  await signIn(cashier, HEAD, PASSWORD);
  const source = { kind: 'advance' as const, id: advanceId, tenderIndex: 0 };
  const asked = await cashier.client.call.operations.requestRefund({
    source,
    amountMinor: tenders[0].amountMinor,
    reason: 'Wants it back',
  });
  const own = decide(cashier, 'refund', granted(asked, 'a request for a refund'), login);
  await attempts.refused('Approving by an account one has the password of', cashier.name, own, 'account-controlled');
  await signIn(cashier, 'cashier1', PASSWORD);
}
