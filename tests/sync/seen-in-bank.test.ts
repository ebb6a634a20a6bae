import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { patient } from '#domain/patients/patient.ts';
import { bankReference } from '#domain/payments/bank-reference.ts';
import { bankReferenceId } from '#domain/payments/claim-changes.ts';
import { Clinic, type CounterName } from './clinic.ts';
import { SOON, takeSeat } from './seats.ts';

const clinic = new Clinic();
const seat = (name: CounterName, who: string) => takeSeat(clinic, name, who);
beforeAll(() => clinic.start());
afterAll(() => clinic.close());

it('a transfer is confirmed at the centre, the wrong confirmation withdrawn, and every counter that holds it hears', async () => {
  const office = await seat('Office', 'meena');
  const desk = await seat('Reception', 'asha');
  const cash = await seat('Cash', 'ravi');
  const born = { phone: '9876543210', name: 'Lakshmi Iyer', sex: 'female', ageYears: 41 };
  const [doctor] = await desk.read<{ id: string }[]>('doctorsList', {});
  const { patientId } = await desk.done<{ patientId: string }>('registerPatient', { ...born, doctorId: doctor?.id });
  await vi.waitFor(() => expect(cash.terminal.store.reader.get(patient, patientId)).toBeDefined(), SOON);
  await cash.done('openTill', { openingFloatMinor: 0 });
  const tenders = ['UTIBN52026050411', 'UTIBN52026050422'].map((reference) => ({ kind: 'bank', amountMinor: 50_000, reference }));
  const taken = { patientId, tenders, purpose: 'deposit', attemptId: 'attempt-1' };
  const { advanceId } = await cash.done<{ advanceId: string }>('receiveAdvance', taken);
  const waiting = async () => (await office.read<{ state: string }[]>('unconfirmedTenders', {})).map(({ state }) => state);
  await vi.waitFor(async () => expect(await waiting()).toEqual(['CLAIMED', 'CLAIMED']), SOON);

  const at = (tenderIndex: number) => ({ kind: 'advance', id: advanceId, tenderIndex });
  const seen = (tenderIndex: number, reference: string) => ({ at: at(tenderIndex), reference, source: 'statement' });
  await office.done('confirmTender', seen(0, 'UTIBN52026050422'));
  await vi.waitFor(async () => expect(await waiting()).toEqual(['CLAIMED']), SOON);
  expect(await office.refused('confirmTender', seen(1, 'utibn5 2026 0504 22'))).toBe('reference-used');
  await office.done('withdrawConfirmation', { at: at(0), reason: 'the row below it' });
  await vi.waitFor(async () => expect(await waiting()).toEqual(['WITHDRAWN', 'CLAIMED']), SOON);
  await office.done('confirmTender', seen(1, 'UTIBN52026050422'));
  await vi.waitFor(async () => expect(await waiting()).toEqual(['WITHDRAWN']), SOON);

  const branchId = office.terminal.state().terminal?.branchId ?? '';
  const used = bankReferenceId(branchId, 'UTIBN52026050422');
  for (const { terminal } of [office, cash])
    await vi.waitFor(
      () => expect(terminal.store.reader.get(bankReference, used)).toMatchObject({ state: 'STANDS', at: at(1) }),
      SOON,
    );
}, 120_000);
