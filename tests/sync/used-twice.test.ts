import { afterAll, beforeAll, expect, it } from 'vitest';
import { approval } from '#domain/approvals/approval.ts';
import type { Exception } from '#domain/business-days/exception.ts';
import { refund } from '#domain/refunds/refund.ts';
import { Clinic, type CounterName, PASSWORD } from './clinic.ts';
import { inStep, takeSeat } from './seats.ts';

const clinic = new Clinic();
const seat = (name: CounterName, who: string) => takeSeat(clinic, name, who);
beforeAll(() => clinic.start());
afterAll(() => clinic.close());

it('a refund that two counters paid on one approval while the network was away is two refunds everywhere', async () => {
  const [office, reception] = [await seat('Office', 'meena'), await seat('Reception', 'asha')];
  const [first, second] = [await seat('Cash', 'ravi'), await seat('Cash 2', 'tina')];
  const [doctor] = await reception.read<{ id: string }[]>('doctorsList', {});
  const born = { phone: '9876543210', name: 'Lakshmi Iyer', sex: 'female', ageYears: 41, doctorId: doctor?.id };
  const { patientId } = await reception.done<{ patientId: string }>('registerPatient', born);
  await inStep(reception, first, second);
  for (const cashier of [first, second]) await cashier.done('openTill', { openingFloatMinor: 100_000 });
  const tenders = [{ kind: 'cash', amountMinor: 30_000, tenderedMinor: 30_000 }];
  const deposit = { patientId, tenders, attemptId: 'attempt-1' };
  const { advanceId } = await first.done<{ advanceId: string }>('receiveAdvance', deposit);
  const source = { kind: 'advance', id: advanceId, tenderIndex: 0 };
  const asked = { source, amountMinor: 30_000, reason: 'Moved away' };
  const { approvalId, request } = await first.done<{ approvalId: string; request: string }>('requestRefund', asked);
  const said = { approvalId, request, kind: 'refund', decision: 'approved', reason: '', login: 'meena', password: PASSWORD };
  await first.done('decideApproval', said);
  await inStep(first, second);

  for (const { network } of [first, second]) network.cut();
  const vouchers: string[] = [];
  for (const cashier of [first, second])
    vouchers.push((await cashier.done<{ number: string }>('payRefund', { approvalId })).number);
  first.network.mend();
  await inStep(first, office);
  second.network.mend();
  await inStep(first, second, office);

  for (const counter of [first, second, office]) {
    const paid = counter.terminal.store.reader.find(refund, { patientId }, { orderBy: 'recordedAtMs' });
    expect(paid.map(({ number, flags }) => [number, ...flags])).toEqual([[vouchers[0]], [vouchers[1], 'approval-spent']]);
    expect(await counter.read('patientLedger', { patientId })).toMatchObject({ advanceMinor: 0, owedBackMinor: 30_000 });
    expect(counter.terminal.store.reader.get(approval, approvalId)?.usedAgain).toHaveLength(1);
  }
  const [twice] = await office.read<Exception[]>('exceptions', { doubleCollections: true });
  expect(twice).toMatchObject({ kind: 'refund', number: vouchers[1], amountMinor: 30_000, reasons: ['approval-spent'] });
  const roots = [first, second, office].map(({ terminal }) => terminal.store.checkpoint()?.root);
  expect(new Set(roots).size).toBe(1);
}, 120_000);
