import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Clinic, type CounterName } from './clinic.ts';
import { inStep, SOON, takeSeat } from './seats.ts';

const clinic = new Clinic();
const seat = (name: CounterName, who: string) => takeSeat(clinic, name, who);
beforeAll(() => clinic.start());
afterAll(() => clinic.close());

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
    await vi.waitFor(async () => expect(await counter.read('patientLedger', { patientId })).toMatchObject(ledger), SOON);
  }
  expect(await office.read('exceptions', { doubleCollections: true })).toMatchObject([
    { kind: 'payment', amountMinor: totalMinor, doubleCollection: true, reasons: ['already-paid', 'visit-state'] },
  ]);
  await inStep(first, second, office);
  const roots = [first, second, office].map(({ terminal }) => terminal.store.checkpoint()?.root);
  expect(new Set(roots).size).toBe(1);
}, 120_000);
