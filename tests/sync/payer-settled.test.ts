import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { balanceDue, invoice } from '#domain/invoices/invoice.ts';
import { patient } from '#domain/patients/patient.ts';
import { visit } from '#domain/visits/visit.ts';
import { Clinic, type CounterName, PASSWORD } from './clinic.ts';
import { SOON, takeSeat } from './seats.ts';

const clinic = new Clinic();
const seat = (name: CounterName, who: string) => takeSeat(clinic, name, who);
beforeAll(() => clinic.start());
afterAll(() => clinic.close());

const PAYER = 'Star Health';

it('what a payer paid is settled at the centre once, and what it disallowed is due at every counter', async () => {
  const [office, desk, room] = [await seat('Office', 'meena'), await seat('Reception', 'asha'), await seat('Room', 'rao')];
  const cash = await seat('Cash', 'ravi');
  const [service] = await office.read<{ id: string }[]>('servicesList', {});
  const [doctor] = await desk.read<{ id: string }[]>('doctorsList', {});
  const doctorId = doctor?.id;
  const born = { phone: '9876543210', name: 'Lakshmi Iyer', sex: 'female', ageYears: 41, doctorId };
  const { patientId } = await desk.done<{ patientId: string }>('registerPatient', born);
  const { visitId } = await desk.done<{ visitId: string }>('checkInPatient', { patientId, doctorId });
  await vi.waitFor(() => expect(room.terminal.store.reader.get(visit, visitId)).toBeDefined(), SOON);
  await room.done('startConsultation', { visitId });
  await room.done('sendToBilling', { visitId, treatments: [{ serviceId: service?.id }] });
  const state = () => cash.terminal.store.reader.get(visit, visitId)?.state;
  await vi.waitFor(() => expect(state()).toBe('READY_FOR_BILLING'), SOON);
  await vi.waitFor(() => expect(cash.terminal.store.reader.get(patient, patientId)).toBeDefined(), SOON);
  await cash.done('openTill', { openingFloatMinor: 0 });
  const payer = { name: PAYER, amountMinor: 2_500 };
  const { invoiceId, totalMinor } = await cash.done<{ invoiceId: string; totalMinor: number }>('issueInvoice', {
    visitId,
    payer,
  });
  const collect = (amountMinor: number, attemptId: string) =>
    cash.done('recordPayment', { invoiceId, tenders: [{ kind: 'cash', amountMinor, tenderedMinor: amountMinor }], attemptId });
  await collect(totalMinor - 2_500, 'attempt-1');
  const bill = (at: typeof cash) => at.terminal.store.reader.get(invoice, invoiceId);
  await vi.waitFor(() => expect(bill(office)?.state).toBe('PAID'), SOON);

  const { branchId = '', businessDate } = bill(office) ?? {};
  const shares = [{ invoiceId, paidMinor: 1_500, passedMinor: 500, writtenOffMinor: 500 }];
  const said = { branchId, payerName: PAYER, receivedOn: businessDate, reference: 'NEFT123456', reason: 'over the limit' };
  expect(await office.refused('settlePayerShares', { ...said, shares, attemptId: 'settling-0' })).toBe('approval-needed');
  const asked = { branchId, payerName: PAYER, reason: said.reason, shares };
  const approval = await office.done<{ approvalId: string; request: string }>('requestPayerWriteOff', asked);
  const decision = { ...approval, kind: 'write-off', decision: 'approved', reason: '', password: PASSWORD };
  expect(await office.refused('decideApproval', { ...decision, login: 'meena' })).toBe('own-request');
  await office.done('decideApproval', { ...decision, login: 'owner' });
  // What was just agreed to has reached the server before it decides.
  const settled = { ...said, shares, approval, attemptId: 'settling-1' };
  expect(await office.done('settlePayerShares', settled)).toMatchObject({ paidMinor: 1_500, recordedBefore: false });
  expect(await office.done('settlePayerShares', settled)).toMatchObject({ paidMinor: 1_500, recordedBefore: true });
  expect(await office.refused('settlePayerShares', { ...settled, attemptId: 'settling-2' })).toBe('approval-spent');
  for (const at of [office, cash])
    await vi.waitFor(
      () => expect(bill(at)).toMatchObject({ state: 'PART_PAID', payerPaidMinor: 1_500, payerWrittenOffMinor: 500 }),
      SOON,
    );
  await collect(500, 'attempt-2');
  await vi.waitFor(() => expect(bill(office)?.state).toBe('PAID'), SOON);
  for (const at of [office, cash]) {
    const one = bill(at);
    expect(one && balanceDue(one)).toBe(0);
  }
  expect(await office.read('exceptions', {})).toEqual([]);
}, 120_000);
