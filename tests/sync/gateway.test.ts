import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { patient } from '#domain/patients/patient.ts';
import { transaction } from '#domain/payments/transaction.ts';
import { captured, RazorpayStandIn } from '../fixtures/razorpay.ts';
import { Clinic, type CounterName } from './clinic.ts';
import { type Seat, takeSeat } from './seats.ts';

const SECRET = 'the secret of a webhook, for tests'.replaceAll(/\W/g, '-');
const clinic = new Clinic();
const seat = (name: CounterName, who: string) => takeSeat(clinic, name, who);
let razorpay: RazorpayStandIn;
let office: Seat;
let cash: Seat;
let patientId: string;

const soon = { timeout: 15_000, interval: 50 };
const RRN = '411723059981';

beforeAll(async () => {
  await clinic.start();
  const run = clinic.admin.inClinic(clinic.planned.clinicId);
  const { path } = await run('setGateway', { gateway: 'razorpay', secret: SECRET });
  razorpay = new RazorpayStandIn(`${clinic.server.address}${path}`, SECRET);
  office = await seat('Office', 'meena');
  cash = await seat('Cash', 'ravi');
  const desk = await seat('Reception', 'asha');
  const [doctor] = await desk.read<{ id: string }[]>('doctorsList', {});
  const born = { phone: '9876543210', name: 'Lakshmi Iyer', sex: 'female', ageYears: 41, doctorId: doctor?.id };
  ({ patientId } = await desk.done<{ patientId: string }>('registerPatient', born));
  await cash.done('openTill', { openingFloatMinor: 0 });
  await vi.waitFor(() => expect(cash.terminal.store.reader.get(patient, patientId)).toBeDefined(), soon);
}, 120_000);
afterAll(async () => {
  await razorpay.close();
  await clinic.close();
});

let attempts = 0;
/** A deposit by UPI: what the patient's phone shows is typed at the counter. */
async function claim(reference: string, amountMinor: number): Promise<string> {
  attempts += 1;
  const tenders = [{ kind: 'upi', amountMinor, reference, readAgain: true, paysMore: true }];
  const { receiptNumber } = await cash.done<{ receiptNumber: string }>('receiveAdvance', {
    ...{ patientId, tenders, purpose: 'deposit', attemptId: `attempt-${attempts}` },
  });
  return receiptNumber;
}

const claimed = async () => (await office.read<{ number: string }[]>('unconfirmedTenders', {})).map(({ number }) => number);
const waiting = () => office.read<Record<string, unknown>[]>('gatewayPayments', {});
const exceptions = () => office.read<Record<string, unknown>[]>('exceptions', {});
const confirmed = (wanted: string) => office.read<Record<string, unknown>[]>('confirmedTenders', { wanted });

it('a payment that Razorpay tells of confirms the receipt that claims it, at every counter that holds it, and twice is once', async () => {
  const number = await claim('4117 2305 9981', 50_000);
  await vi.waitFor(async () => expect(await claimed()).toEqual([number]), soon);
  const event = captured({ id: 'pay_HO2fEpc9JeOQU5', amountMinor: 50_000, rrn: RRN });
  expect(await razorpay.tell(event, { eventId: 'Evt1' })).toEqual({ status: 200, body: { taken: 'recorded' } });
  await vi.waitFor(async () => expect(await claimed()).toEqual([]), soon);
  expect(await confirmed(RRN)).toMatchObject([{ number, source: 'gateway', byName: 'Razorpay', reference: RRN }]);
  const position = office.terminal.store.position();
  expect(await razorpay.tell(event, { eventId: 'Evt1' })).toEqual({ status: 200, body: { taken: 'known' } });
  const byQr = captured({ id: 'pay_HO2fEpc9JeOQU5', amountMinor: 50_000, rrn: RRN }, Date.now(), 'qr_code.credited');
  expect(await razorpay.tell(byQr, { eventId: 'Evt2' })).toEqual({ status: 200, body: { taken: 'known' } });
  await claim('cannot-be-one', 100);
  await vi.waitFor(async () => expect(await claimed()).toHaveLength(1), soon);
  // One deposit since: neither of the two wrote anything.
  expect(office.terminal.store.position()).toBe(position + 1);
}, 120_000);

it('a payment that nobody claims waits, in the back office only, and confirms the claim of a counter that was out of touch', async () => {
  const rrn = '522723059982';
  cash.network.cut();
  const number = await claim(rrn, 70_000);
  const told = await razorpay.tell(captured({ amountMinor: 70_000, rrn, upiTransactionId: 'AXI97505784AB5852CE' }));
  expect(told).toEqual({ status: 200, body: { taken: 'recorded' } });
  const shown = { transactionId: rrn, amountMinor: 70_000, because: 'gateway-unclaimed', claim: null };
  await vi.waitFor(async () => expect(await waiting()).toMatchObject([shown]), soon);
  expect(await exceptions()).toMatchObject([
    { kind: 'gateway', reference: rrn, amountMinor: 70_000, reasons: ['gateway-unclaimed'] },
  ]);
  expect(await claimed()).not.toContain(number);
  cash.network.mend();
  await vi.waitFor(async () => expect(await confirmed(rrn)).toMatchObject([{ number, source: 'gateway' }]), soon);
  expect([await waiting(), await exceptions()]).toEqual([[], []]);
  expect(await claimed()).not.toContain(number);
  expect(cash.terminal.store.reader.get(transaction, rrn)).toBeUndefined();
}, 120_000);

it('a payment of another amount confirms nothing, and is an exception that names the receipt', async () => {
  const rrn = '633723059983';
  const number = await claim(rrn, 90_000);
  await vi.waitFor(async () => expect(await claimed()).toContain(number), soon);
  expect(await razorpay.tell(captured({ amountMinor: 9_000, rrn }))).toEqual({ status: 200, body: { taken: 'recorded' } });
  const differs = { kind: 'gateway', number, reference: rrn, amountMinor: 9_000, reasons: ['gateway-amount-differs'] };
  await vi.waitFor(async () => expect(await exceptions()).toMatchObject([differs]), soon);
  expect(await claimed()).toContain(number);
  await office.done('explainGatewayPayment', { transactionId: rrn, reason: 'the cashier typed one nought too many' });
  await vi.waitFor(async () => expect(await exceptions()).toEqual([]), soon);
}, 120_000);

it('who paid is nowhere in what is kept', async () => {
  const entries = await office.read<{ entries: unknown[] }>('exceptions', {});
  expect(JSON.stringify(entries)).not.toMatch(/gaurav|exampleupi|9999999999/);
  const held = office.terminal.store.reader.find(transaction, { state: { in: ['WAITING', 'CONFIRMED', 'EXPLAINED'] } });
  expect(held.length).toBe(3);
  expect(JSON.stringify(held)).not.toMatch(/gaurav|exampleupi|9999999999|cust_/);
});
