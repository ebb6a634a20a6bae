import { expect, it } from 'vitest';
import { cash, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { visit } from '../visits/visit.ts';

it('says which bill was settled, and from which advances, also when it is asked a second time', () => {
  const clinic = payingClinic();
  const { world, cashier, services } = clinic;
  clinic.openTill(cashier);
  const visitId = clinic.readyVisit(services.filling);
  const { patientId } = world.get(visit, visitId);
  for (const [attemptId, amountMinor] of [
    ['attempt-1', 100_000],
    ['attempt-2', 80_000],
  ] as const)
    world.done(cashier, 'receiveAdvance', { patientId, tenders: [cash(amountMinor)], purpose: 'deposit', note: '', attemptId });
  const invoiceId = clinic.bill(cashier, visitId);
  const settled = {
    ...{ invoiceId, invoiceNumber: 'T02/2627/000001', amountMinor: 150_000, balanceMinor: 0 },
    from: [
      { number: 'R02/2627/000001', amountMinor: 100_000 },
      { number: 'R02/2627/000002', amountMinor: 50_000 },
    ],
  };
  const asked = { invoiceId, amountMinor: 150_000, attemptId: 'attempt-3' };
  expect(world.done(cashier, 'applyAdvance', asked)).toMatchObject({ ...settled, recordedBefore: false });
  expect(world.done(cashier, 'applyAdvance', asked)).toMatchObject({ ...settled, recordedBefore: true });
});
