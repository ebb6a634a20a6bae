import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { DayChecklist } from '#domain/business-days/day-checklist.ts';
import type { DayListed } from '#domain/business-days/days-list.ts';
import { addDays } from '#domain/kernel/calendar.ts';
import type { ReadyForBilling } from '#domain/visits/billing-list.ts';
import type { VisitListed } from '#domain/visits/unfinished-visits.ts';
import type { RuleAlerts } from '#domain/watch/watch-alerts.ts';
import { Clinic, type CounterName, PASSWORD } from './clinic.ts';
import { inStep, type Seat, SOON, takeSeat } from './seats.ts';

const clinic = new Clinic();
let office: Seat;
let reception: Seat;
let room: Seat;
let cash: Seat;
let serviceId: string;
let doctorId: string;
let today: string;
let tomorrow: string;

const seat = (name: CounterName, who: string) => takeSeat(clinic, name, who);
beforeAll(async () => {
  await clinic.start();
  [office, reception, room, cash] = [
    await seat('Office', 'meena'),
    await seat('Reception', 'asha'),
    await seat('Room', 'rao'),
    await seat('Cash', 'ravi'),
  ];
  serviceId = (await office.read<{ id: string }[]>('servicesList', {}))[0]?.id ?? '';
  doctorId = (await reception.read<{ id: string }[]>('doctorsList', {}))[0]?.id ?? '';
  today = reception.terminal.state().businessDate ?? '';
  tomorrow = addDays(today, 1);
}, 120_000);
afterAll(() => clinic.close());

async function arrive(name: string): Promise<{ patientId: string; visitId: string; token: string }> {
  const born = { phone: '9876543210', name, sex: 'female', ageYears: 41, doctorId };
  const { patientId } = await reception.done<{ patientId: string }>('registerPatient', born);
  return { patientId, ...(await reception.done<{ visitId: string; token: string }>('checkInPatient', { patientId, doctorId })) };
}

const inChair = (visitId: string) => room.done('startConsultation', { visitId });
const send = (visitId: string) => room.done('sendToBilling', { visitId, treatments: [{ serviceId }] });
const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id);
const queue = async () => ids(await room.read<VisitListed[]>('doctorQueue', {}));
const bills = () => cash.read<ReadyForBilling[]>('billingList', {});
const here = () => reception.read<VisitListed[]>('todaysVisits', {});

/** The cashier gives a tenth of the price away, to which the manager says yes at the counter. */
const tenth = { discounts: [{ basisPoints: 1000 }], reason: 'Old patient' };
async function agreed(visitId: string): Promise<string> {
  const { approvalId, request } = await cash.done<{ approvalId: string; request: string }>('requestDiscount', {
    ...{ visitId, ...tenth },
  });
  const said = { approvalId, request, kind: 'discount', decision: 'approved', reason: '' };
  await cash.done('decideApproval', { ...said, login: 'meena', password: PASSWORD });
  return approvalId;
}

async function lockToday(): Promise<void> {
  const { branchId } = clinic.planned;
  const checklist = () => office.read<DayChecklist>('dayChecklist', { branchId });
  await vi.waitFor(async () => expect((await checklist()).hindrances).toEqual([]), SOON);
  await office.done('lockBusinessDay', { branchId, date: today });
  for (const { terminal } of [office, reception, room, cash])
    await vi.waitFor(() => expect(terminal.state().businessDate).toBe(tomorrow), SOON);
}

it('a day locked in its evening leaves everybody to finish their work', async () => {
  const [drafted, sent, waits, paid] = [await arrive('Asha'), await arrive('Bina'), await arrive('Chitra'), await arrive('Devi')];
  await inStep(reception, room);
  for (const { visitId } of [drafted, sent, paid]) await inChair(visitId);
  await room.done('recordEncounter', { visitId: drafted.visitId, complaint: 'Toothache', treatments: [{ serviceId }] });
  for (const { visitId } of [sent, paid]) await send(visitId);
  await inStep(room, reception, cash);
  await cash.done('openTill', { openingFloatMinor: 0 });
  const { estimateId } = await cash.done<{ estimateId: string }>('issueEstimate', {
    ...{ patientId: sent.patientId, doctorId, lines: [{ serviceId, quantity: 1 }], validUntil: today },
  });
  const approvalId = await agreed(sent.visitId);
  const first = await cash.done<{ invoiceId: string; totalMinor: number }>('issueInvoice', { visitId: paid.visitId });
  const pay = (invoiceId: string, amountMinor: number) => {
    const tenders = [{ kind: 'upi', amountMinor, reference: '412345123456', paysMore: true }];
    return cash.done('recordPayment', { invoiceId, tenders, attemptId: `attempt of ${invoiceId}` });
  };
  await pay(first.invoiceId, first.totalMinor);
  await cash.done('closeTill', { counts: [] });
  await inStep(cash, room, reception, office);
  await lockToday();

  // Header, checklist, days and lists are of one date, and who sits there is in them.
  const { branchId } = clinic.planned;
  expect(await office.read<DayChecklist>('dayChecklist', { branchId })).toMatchObject({
    ...{ date: tomorrow, today: tomorrow, state: 'OPEN' },
    hindrances: expect.arrayContaining(['day-just-begun']),
  });
  expect((await office.read<DayListed[]>('daysList', {})).map(({ date, state }) => [date, state])).toEqual([
    [tomorrow, 'OPEN'],
    [today, 'LOCKED'],
  ]);
  expect(ids(await here())).toEqual([drafted, sent, waits, paid].map(({ visitId }) => visitId));
  expect(await queue()).toEqual([drafted.visitId, waits.visitId]);
  expect(ids(await bills())).toEqual([sent.visitId]);
  const unbilled = (await office.read<RuleAlerts[]>('watchAlerts', {})).find(({ rule }) => rule === 'seen-not-billed');
  expect(ids(unbilled?.rows ?? []).sort()).toEqual([drafted, sent, waits].map(({ visitId }) => visitId).sort());

  // The front desk goes on: a token nobody here has, of the new date, nobody checked in twice, who has paid leaves.
  const next = await arrive('Esha');
  expect([paid.token, next.token].map((token) => token.split('-')[1])).toEqual(['04', '05']);
  expect(await reception.refused('checkInPatient', { patientId: waits.patientId, doctorId })).toBe('already-checked-in');
  await reception.done('completeVisit', { visitId: paid.visitId });
  expect((await here()).map(({ id, businessDate }) => [id, businessDate])).toEqual([
    ...[drafted, sent, waits].map(({ visitId }) => [visitId, today]),
    [next.visitId, tomorrow],
  ]);

  // The doctor goes on where they were; what was written is there.
  const known = { visitId: drafted.visitId, patientId: drafted.patientId };
  expect(await room.read('encounterOfVisit', known)).toMatchObject({ encounter: { complaint: 'Toothache' } });
  await room.done('recordEncounter', { visitId: drafted.visitId, notes: 'deep' });
  await send(drafted.visitId);
  await inChair(waits.visitId);
  await send(waits.visitId);
  await inStep(room, reception, cash, office);
  expect(await queue()).toEqual([next.visitId]);

  // The cashier opens a till of the new date: the discount that was agreed and the prices promised until today still hold.
  await cash.done('openTill', { openingFloatMinor: 0 });
  expect(ids(await bills())).toEqual([sent, drafted, waits].map(({ visitId }) => visitId));
  const agreedBill = await cash.done<{ invoiceId: string; totalMinor: number }>('issueInvoice', {
    ...{ visitId: sent.visitId, ...tenth, approvalId },
  });
  await pay(agreedBill.invoiceId, agreedBill.totalMinor);
  expect(await cash.read('estimatesOfPatient', { patientId: sent.patientId, visitId: sent.visitId })).toMatchObject([
    { id: estimateId, holds: true },
  ]);
  for (const { visitId } of [drafted, waits]) {
    const bill = await cash.done<{ invoiceId: string; totalMinor: number }>('issueInvoice', { visitId });
    await pay(bill.invoiceId, bill.totalMinor);
  }
  await inStep(cash, reception, office);
  expect(await bills()).toEqual([]);
  for (const { visitId } of [drafted, sent, waits]) await reception.done('completeVisit', { visitId });
  expect(ids(await here())).toEqual([next.visitId]);
  await inStep(cash, reception, room, office);
  const flagged = [office, reception, room, cash].flatMap(({ told }) =>
    told.flatMap((one) => (one.kind === 'answered' && one.verdict.status !== 'accepted' ? [one] : [])),
  );
  expect(flagged).toEqual([]);
}, 180_000);
