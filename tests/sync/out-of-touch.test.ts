import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { accountId } from '#domain/advances/account-id.ts';
import { patientAccount } from '#domain/advances/patient-account.ts';
import { exception } from '#domain/business-days/exception.ts';
import { balanceDue, invoice } from '#domain/invoices/invoice.ts';
import { visit } from '#domain/visits/visit.ts';
import { Clinic, type Counter, login } from './clinic.ts';

const clinic = new Clinic();
let reception: Counter;
let room: Counter;
let office: Counter;
let tills: readonly [Till, Till];

interface Till {
  readonly counter: Counter;
  readonly session: string;
}

const soon = { timeout: 40_000, interval: 50 };

beforeAll(async () => {
  await clinic.start();
  reception = await clinic.enrolled('Reception');
  room = await clinic.enrolled('Room');
  office = await clinic.enrolled('Office');
  tills = [await till('Cash', 'ravi'), await till('Cash 2', 'tina')];
}, 120_000);
afterAll(() => clinic.close());

async function till(name: 'Cash' | 'Cash 2', person: string): Promise<Till> {
  const counter = await clinic.enrolled(name);
  const session = await login(counter, person);
  await done({ counter, session }, 'openTill', { openingFloatMinor: 500_000 });
  return { counter, session };
}

async function done({ counter, session }: Till, operation: string, input: unknown): Promise<Record<string, string>> {
  const answer = await counter.terminal.execute(session, operation, input);
  if (!answer.ok) throw new Error(`${operation} was refused: ${answer.refusal.code}`);
  return answer.result as Record<string, string>;
}

const reader = ({ terminal }: Counter) => terminal.store.reader;

/** A bill that both cashiers know of. */
async function sharedBill(phone: string): Promise<{ invoiceId: string; visitId: string; patientId: string; dueMinor: number }> {
  const [asha, rao] = [await login(reception, 'asha'), await login(room, 'rao')];
  const doctorId = (await clinic.admin.inClinic(clinic.planned.clinicId)('doctorsList', {}))[0]?.id ?? '';
  const who = { name: 'Lakshmi Iyer', phone, ageYears: 41, sex: 'female', doctorId };
  const front = { counter: reception, session: asha };
  const { patientId = '' } = await done(front, 'registerPatient', who);
  const { visitId = '' } = await done(front, 'checkInPatient', { patientId, doctorId });
  await vi.waitFor(() => expect(reader(room).get(visit, visitId)).toBeDefined(), soon);
  const doctor = { counter: room, session: rao };
  await done(doctor, 'startConsultation', { visitId });
  const services = await clinic.admin.inClinic(clinic.planned.clinicId)('servicesList', {});
  const serviceId = services.find(({ priceMinor }) => priceMinor > 10_000)?.id;
  await done(doctor, 'sendToBilling', { visitId, complaint: 'Pain', notes: '', treatments: [{ serviceId, quantity: 1 }] });
  await vi.waitFor(() => expect(reader(tills[0].counter).get(visit, visitId)?.state).toBe('READY_FOR_BILLING'), soon);
  const { invoiceId = '' } = await done(tills[0], 'issueInvoice', { visitId });
  await vi.waitFor(() => expect(reader(tills[1].counter).get(invoice, invoiceId)).toBeDefined(), soon);
  const bill = reader(tills[1].counter).get(invoice, invoiceId);
  return { invoiceId, visitId, patientId, dueMinor: bill ? balanceDue(bill) : 0 };
}

function cash(amountMinor: number) {
  return [{ kind: 'cash', amountMinor, tenderedMinor: amountMinor }];
}

/** Both are back, and everybody knows everything. */
async function caughtUp(): Promise<void> {
  for (const { counter } of tills) counter.network.mend();
  for (const counter of [...tills.map((one) => one.counter), office]) {
    await vi.waitFor(() => expect(counter.terminal.state().sync).toMatchObject({ link: 'online', backlog: 0 }), soon);
  }
}

describe('two cashiers who are out of touch', () => {
  it('each take a part that makes a whole with the other: the visit is paid though neither knew', async () => {
    const { invoiceId, visitId, patientId, dueMinor } = await sharedBill('9876500002');
    const halfMinor = Math.floor(dueMinor / 2);
    for (const { counter } of tills) counter.network.cut();
    for (const [at, amountMinor] of [halfMinor, dueMinor - halfMinor].entries()) {
      const attempt = { invoiceId, tenders: cash(amountMinor), part: true, attemptId: `the part ${at}` };
      if (tills[at]) await done(tills[at], 'recordPayment', attempt);
    }
    expect(tills.map(({ counter }) => reader(counter).get(visit, visitId)?.state)).toEqual(Array(2).fill('READY_FOR_BILLING'));
    await caughtUp();
    for (const counter of [office, ...tills.map((one) => one.counter)])
      await vi.waitFor(() => expect(reader(counter).get(visit, visitId)?.state).toBe('PAID'), soon);
    expect(reader(office).get(invoice, invoiceId)).toMatchObject({ paidMinor: dueMinor, overpaidMinor: 0, state: 'PAID' });
    expect(reader(office).get(patientAccount, accountId(clinic.planned.branchId, patientId))).toBeUndefined();
  }, 120_000);

  it('collect the same deposit twice over: the second application is flagged and the account says what is missing', async () => {
    const first = await sharedBill('9876500003');
    const deposit = { patientId: first.patientId, tenders: cash(10_000), attemptId: 'deposit 1' };
    await done(tills[0], 'receiveAdvance', deposit);
    const id = accountId(clinic.planned.branchId, first.patientId);
    await vi.waitFor(() => expect(reader(tills[1].counter).get(patientAccount, id)?.advanceMinor).toBe(10_000), soon);
    for (const { counter } of tills) counter.network.cut();
    for (const [at, one] of tills.entries())
      await done(one, 'applyAdvance', { invoiceId: first.invoiceId, amountMinor: 10_000, attemptId: `applied ${at}` });
    await caughtUp();
    await vi.waitFor(() => expect(reader(office).get(patientAccount, id)?.advanceMinor).toBe(-10_000), soon);
    const flagged = reader(office).find(exception, { branchId: clinic.planned.branchId });
    expect(flagged).toContainEqual(expect.objectContaining({ kind: 'advance-applied', reasons: ['advance-insufficient'] }));
  }, 120_000);
});
