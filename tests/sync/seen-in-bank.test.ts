import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { patient } from '#domain/patients/patient.ts';
import { bankReference } from '#domain/payments/bank-reference.ts';
import { bankReferenceId } from '#domain/payments/claim-changes.ts';
import { Clinic, type Counter, login } from './clinic.ts';

const clinic = new Clinic();
beforeAll(() => clinic.start());
afterAll(() => clinic.close());

const soon = { timeout: 40_000, interval: 50 };

/** What somebody at a counter does, and how they ask. */
async function seat(counter: Counter, who: string) {
  const session = await login(counter, who);
  const granted = (answer: { ok: boolean; result?: unknown; refusal?: { code: string } }) => {
    if (!answer.ok) throw new Error(answer.refusal?.code);
    return answer.result as never;
  };
  return {
    ...counter,
    done: async <Result>(operation: string, input: unknown): Promise<Result> =>
      granted(await counter.terminal.execute(session, operation, input)),
    read: async <Result>(query: string, input: unknown): Promise<Result> =>
      granted(await counter.terminal.query(session, query, input)),
    refused: async (operation: string, input: unknown) => {
      const answer = await counter.terminal.execute(session, operation, input);
      return answer.ok ? undefined : answer.refusal.code;
    },
  };
}

it('a transfer is confirmed at the centre, the wrong confirmation withdrawn, and every counter that holds it hears', async () => {
  const office = await seat(await clinic.enrolled('Office'), 'meena');
  const desk = await seat(await clinic.enrolled('Reception'), 'asha');
  const cash = await seat(await clinic.enrolled('Cash'), 'ravi');
  const born = { phone: '9876543210', name: 'Lakshmi Iyer', sex: 'female', ageYears: 41 };
  const [doctor] = await desk.read<{ id: string }[]>('doctorsList', {});
  const { patientId } = await desk.done<{ patientId: string }>('registerPatient', { ...born, doctorId: doctor?.id });
  await vi.waitFor(() => expect(cash.terminal.store.reader.get(patient, patientId)).toBeDefined(), soon);
  await cash.done('openTill', { openingFloatMinor: 0 });
  const tenders = ['UTIBN52026050411', 'UTIBN52026050422'].map((reference) => ({ kind: 'bank', amountMinor: 50_000, reference }));
  const taken = { patientId, tenders, purpose: 'deposit', attemptId: 'attempt-1' };
  const { advanceId } = await cash.done<{ advanceId: string }>('receiveAdvance', taken);
  const waiting = async () => (await office.read<{ state: string }[]>('unconfirmedTenders', {})).map(({ state }) => state);
  await vi.waitFor(async () => expect(await waiting()).toEqual(['CLAIMED', 'CLAIMED']), soon);

  const at = (tenderIndex: number) => ({ kind: 'advance', id: advanceId, tenderIndex });
  const seen = (tenderIndex: number, reference: string) => ({ at: at(tenderIndex), reference, source: 'statement' });
  await office.done('confirmTender', seen(0, 'UTIBN52026050422'));
  await vi.waitFor(async () => expect(await waiting()).toEqual(['CLAIMED']), soon);
  expect(await office.refused('confirmTender', seen(1, 'utibn5 2026 0504 22'))).toBe('reference-used');
  await office.done('withdrawConfirmation', { at: at(0), reason: 'the row below it' });
  await vi.waitFor(async () => expect(await waiting()).toEqual(['WITHDRAWN', 'CLAIMED']), soon);
  await office.done('confirmTender', seen(1, 'UTIBN52026050422'));
  await vi.waitFor(async () => expect(await waiting()).toEqual(['WITHDRAWN']), soon);

  const branchId = office.terminal.state().terminal?.branchId ?? '';
  const used = bankReferenceId(branchId, 'UTIBN52026050422');
  for (const { terminal } of [office, cash])
    await vi.waitFor(
      () => expect(terminal.store.reader.get(bankReference, used)).toMatchObject({ state: 'STANDS', at: at(1) }),
      soon,
    );
}, 120_000);
