import { afterEach, describe, expect, it } from 'vitest';
import { till } from '#domain/tills/till.ts';
import { visit } from '#domain/visits/visit.ts';
import { BRANCH } from '../../tests/fixtures/accepting-server.ts';
import { DOCTOR, MEENA, MORNING_MS, OneTerminal, RAVI } from '../../tests/fixtures/one-terminal.ts';

const VISIT = '5e0c2d1a-0000-4000-8000-0000000000e1';
const SERVICE = { id: 'service-1', code: 'FILL', name: 'Filling', category: 'dental', priceMinor: 120_000 };
const RECORDS = [
  { record: 'service', body: { ...SERVICE, ...{ taxRateBasisPoints: 0, hsnSac: '999312', active: true } } },
  {
    record: 'visit',
    body: {
      ...{ id: VISIT, patientId: 'patient-1', patientName: 'Lakshmi Iyer', patientNumber: 'P01-000001', patientPhone: '' },
      ...{ doctorId: DOCTOR, branchId: BRANCH, businessDate: '2026-11-21', token: '1', state: 'READY_FOR_BILLING' },
      lines: [{ lineId: 'line-1', serviceId: SERVICE.id, quantity: 1, tooth: null }],
      ...{ invoiceId: null, cancelReason: null },
      ...{ checkedInAtMs: MORNING_MS, readyAtMs: MORNING_MS, updatedAtMs: MORNING_MS },
    },
  },
];

let one: OneTerminal;
afterEach(() => one.terminal.close());

/** A cashier's terminal at which a manager has begun training, and a cashier who practises there. */
async function inTraining() {
  one = new OneTerminal('cashier', [RAVI, MEENA], RECORDS);
  await one.startEnrolled();
  const manager = await one.sessionOf(MEENA);
  await granted(manager, 'beginTraining', { reason: 'Ravi learns the counter' });
  return { session: await one.sessionOf(RAVI) };
}

async function granted(session: string, operation: string, input: unknown): Promise<Record<string, never>> {
  const answer = await one.terminal.execute(session, operation, input);
  if (!answer.ok) throw new Error(`${operation} was refused: ${answer.refusal.code} ${JSON.stringify(answer.refusal.details)}`);
  return answer.result as Record<string, never>;
}

async function refused(session: string, operation: string, input: unknown): Promise<string> {
  const answer = await one.terminal.execute(session, operation, input);
  if (answer.ok) throw new Error(`${operation} went through`);
  return answer.refusal.code;
}

async function sold(session: string) {
  await granted(session, 'openTill', { openingFloatMinor: 50_000 });
  const { invoiceId, number } = await granted(session, 'issueInvoice', { visitId: VISIT });
  const tenders = [{ kind: 'cash', amountMinor: 120_000, tenderedMinor: 120_000 }];
  const { receiptNumber } = await granted(session, 'recordPayment', { invoiceId, tenders, attemptId: 'attempt-1' });
  return { number, receiptNumber };
}

describe('a terminal in training', () => {
  it('lets everything be done to the end, under numbers that say so', async () => {
    const { session } = await inTraining();
    expect(one.terminal.state().terminal).toMatchObject({ training: true, code: 'T01' });
    const { number, receiptNumber } = await sold(session);
    expect([number, receiptNumber]).toEqual(['TRAINING/000001', 'TRAINING/000001']);
    const counts = [{ denominationMinor: 10_000, pieces: 17 }];
    expect(await granted(session, 'closeTill', { counts })).toMatchObject({ outcome: 'closed', zNumber: 1 });
    expect(await refused(session, 'issueInvoice', { visitId: VISIT })).toBe('no-open-till');
  });

  it('shows what was practised and keeps none of it: no record, no total', async () => {
    const { session } = await inTraining();
    await sold(session);
    const state = await one.terminal.query(session, 'tillState', {});
    expect(state).toMatchObject({ ok: true, result: { open: { yours: true, payments: 1 } } });
    const { reader } = one.terminal.store;
    expect(reader.find(till, {})).toEqual([]);
    expect(reader.get(visit, VISIT)).toMatchObject({ state: 'READY_FOR_BILLING', invoiceId: null });
    expect(one.terminal.store.head()).toMatchObject({ grossInMinor: 0, grossOutMinor: 0 });
  });

  it('notes in the log what was done', async () => {
    const { session } = await inTraining();
    await sold(session);
    const notes = one.logged('practise');
    expect(notes.map(({ type, body }) => [type, body.operation])).toEqual([
      ['training.noted.v1', 'openTill'],
      ['training.noted.v1', 'issueInvoice'],
      ['training.noted.v1', 'recordPayment'],
    ]);
    expect(notes.at(-1)?.body).toMatchObject({ inMinor: 120_000, outMinor: 0, documentNumber: 'TRAINING/000001' });
    expect(one.logged('recordPayment')).toEqual([]);
  });

  it('refuses what would not hold, and notes nothing of it', async () => {
    const { session } = await inTraining();
    expect(await refused(session, 'issueInvoice', { visitId: VISIT })).toBe('no-open-till');
    expect(await refused(session, 'endTraining', {})).toBe('role-not-allowed');
    expect(one.logged('practise')).toEqual([]);
  });

  it('works again once a manager ends it, as if nothing had been practised', async () => {
    const { session } = await inTraining();
    await sold(session);
    const manager = await one.sessionOf(MEENA);
    expect(await refused(manager, 'beginTraining', { reason: 'again' })).toBe('training-begun');
    await granted(manager, 'endTraining', {});
    expect(one.terminal.state().terminal).toMatchObject({ training: false });
    const { number } = await sold(await one.sessionOf(RAVI));
    expect(number).toBe('T01/2627/000001');
    expect(one.terminal.store.head().grossInMinor).toBe(120_000);
  });

  it('does not begin while a till with real money is open', async () => {
    one = new OneTerminal('cashier', [RAVI, MEENA], RECORDS);
    await one.startEnrolled();
    await granted(await one.sessionOf(RAVI), 'openTill', { openingFloatMinor: 50_000 });
    expect(await refused(await one.sessionOf(MEENA), 'beginTraining', { reason: 'learning' })).toBe('till-open-here');
  });
});
