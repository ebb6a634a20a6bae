import { describe, expect, it } from 'vitest';
import { cash, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { visit } from '../visits/visit.ts';
import { documentsOfPatient } from './documents-of-patient.ts';

/** A bill paid in part at a cashier's terminal, an advance, and an estimate. */
function given() {
  const clinic = payingClinic();
  const { world, cashier, services } = clinic;
  clinic.openTill(cashier);
  const visitId = clinic.readyVisit(services.filling);
  const invoiceId = clinic.bill(cashier, visitId);
  const { patientId } = world.get(visit, visitId);
  const attempt = { tenders: [cash(10_000)], attemptId: 'attempt-1' };
  world.done(cashier, 'receiveAdvance', { patientId, ...attempt, purpose: 'deposit', note: '' });
  world.done(cashier, 'issueEstimate', { patientId, lines: [{ serviceId: services.filling }] });
  const list = (who = cashier) => world.ask(who, documentsOfPatient, { patientId });
  return { ...clinic, invoiceId, list };
}

describe('the documents of a patient', () => {
  it('are every numbered paper, with what it is over', () => {
    const { list } = given();
    expect(list().map(({ kind, number, amountMinor }) => [kind, number, amountMinor])).toEqual(
      expect.arrayContaining([
        ['invoice', 'T02/2627/000001', 150_000],
        ['advance', 'R02/2627/000001', 10_000],
        ['estimate', 'E02/2627/000001', 150_000],
      ]),
    );
  });

  it('say how often each was printed again, and where it can be', () => {
    const { world, cashier, backOffice, invoiceId, list } = given();
    world.done(cashier, 'reprintDocument', { kind: 'invoice', subjectId: invoiceId });
    expect(list().find(({ kind }) => kind === 'invoice')).toMatchObject({ duplicates: 1, here: true });
    expect(list(backOffice).find(({ kind }) => kind === 'invoice')).toMatchObject({ duplicates: 1, here: false });
  });
});
