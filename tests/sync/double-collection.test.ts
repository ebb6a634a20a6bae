import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Clinic, type Counter, type CounterName, login } from './clinic.ts';

const clinic = new Clinic();
beforeAll(() => clinic.start());
afterAll(() => clinic.close());

const soon = { timeout: 40_000, interval: 50 };

/** A counter of the clinic with somebody at work. */
interface Seat extends Counter {
  done<Result>(operation: string, input: unknown): Promise<Result>;
  read<Result>(query: string, input: unknown): Promise<Result>;
}

async function seat(name: CounterName, who: string): Promise<Seat> {
  const counter = await clinic.enrolled(name);
  const session = await login(counter, who);
  const granted = (answer: { ok: boolean; result?: unknown; refusal?: { code: string } }) => {
    if (!answer.ok) throw new Error(`${name} was refused: ${answer.refusal?.code}`);
    return answer.result as never;
  };
  return {
    ...counter,
    done: async (operation, input) => granted(await counter.terminal.execute(session, operation, input)),
    read: async (query, input) => granted(await counter.terminal.query(session, query, input)),
  };
}

async function inStep(...seats: Seat[]): Promise<void> {
  for (const { terminal } of seats)
    await vi.waitFor(() => expect(terminal.state().sync).toMatchObject({ link: 'online', backlog: 0 }), soon);
  const positions = () => seats.map(({ terminal }) => terminal.store.position());
  await vi.waitFor(() => expect(new Set(positions()).size).toBe(1), soon);
}

it('a bill that two counters collected while the network was away leaves an advance, and an exception', async () => {
  const [office, reception, room] = [await seat('Office', 'meena'), await seat('Reception', 'asha'), await seat('Room', 'rao')];
  const [first, second] = [await seat('Cash', 'ravi'), await seat('Cash 2', 'tina')];
  const [service] = await office.read<{ id: string }[]>('servicesList', {});
  const [doctor] = await reception.read<{ id: string }[]>('doctorsList', {});
  const doctorId = doctor?.id;
  const born = { phone: '9876543210', name: 'Lakshmi Iyer', sex: 'female', ageYears: 41, doctorId };
  const { patientId } = await reception.done<{ patientId: string }>('registerPatient', born);
  const { visitId } = await reception.done<{ visitId: string }>('checkInPatient', { patientId, doctorId });
  await inStep(reception, room);
  await room.done('startConsultation', { visitId });
  await room.done('sendToBilling', { visitId, treatments: [{ serviceId: service?.id }] });
  await inStep(room, first, second);
  for (const cashier of [first, second]) await cashier.done('openTill', { openingFloatMinor: 0 });
  const { invoiceId, totalMinor } = await first.done<{ invoiceId: string; totalMinor: number }>('issueInvoice', { visitId });
  await inStep(first, second);
  for (const { network } of [first, second]) network.cut();
  const tenders = [{ kind: 'cash', amountMinor: totalMinor, tenderedMinor: totalMinor }];
  for (const cashier of [first, second]) await cashier.done('recordPayment', { invoiceId, tenders, attemptId: 'attempt-1' });
  first.network.mend();
  await inStep(first, office);
  second.network.mend();
  await inStep(first, second, office);

  const ledger = {
    patientId,
    advanceMinor: totalMinor,
    dueMinor: 0,
    dues: [],
    advances: [{ origin: 'excess', leftMinor: totalMinor }],
  };
  for (const counter of [first, second, office]) {
    await vi.waitFor(async () => expect(await counter.read('patientLedger', { patientId })).toMatchObject(ledger), soon);
  }
  expect(await office.read('exceptions', { doubleCollections: true })).toMatchObject([
    { kind: 'payment', amountMinor: totalMinor, doubleCollection: true, reasons: ['already-paid', 'visit-state'] },
  ]);
  await inStep(first, second, office);
  const roots = [first, second, office].map(({ terminal }) => terminal.store.checkpoint()?.root);
  expect(new Set(roots).size).toBe(1);
}, 120_000);
