import { granted } from '../../counter-client.ts';
import { approvedAtCounter } from '../approving.ts';
import { cash, payWith, readyAt, type Waiting } from '../collect.ts';
import { type Counter, signIn, until, untilSynced } from '../counters.ts';
import { type Day, EVENING, PASSWORD } from '../plan.ts';
import { notedIn } from './traces.ts';

/** What a cashier tries with a patient's bill, which is then collected as it should be. */
export async function tryBill(day: Day): Promise<void> {
  const { cashiers, attempts } = day;
  const [cashier] = cashiers;
  const [visit] = await readyAt(cashier);
  if (!visit) throw new Error('no visit waits for what a cashier tries');
  await tryPrices(day, cashier, visit);
  await signIn(cashier, EVENING, PASSWORD);
  const onAnothers = cashier.client.call.operations.issueInvoice({ visitId: visit.id });
  await attempts.refused("Collecting on another cashier's till", cashier.name, onAnothers, 'till-of-another-cashier');
  await signIn(cashier, 'cashier1', PASSWORD);
  await tryPaying(day, cashier, visit);
}

async function tryPrices({ attempts }: Day, cashier: Counter, { id: visitId }: Waiting): Promise<void> {
  const { operations } = cashier.client.call;
  const cheap = { visitId, prices: [{ line: 0, unitPriceMinor: 100 }], reason: 'A friend' };
  await attempts.refused("Another price than the list's", cashier.name, operations.issueInvoice(cheap), 'approval-needed');
  const half = { visitId, discounts: [{ basisPoints: 5000 }], reason: 'A friend' };
  await attempts.refused('A discount above the cap', cashier.name, operations.issueInvoice(half), 'approval-needed');
  const quarter = { ...half, discounts: [{ basisPoints: 2500 }] };
  const { approvalId } = await approvedAtCounter(cashier, 'discount', operations.requestDiscount(quarter));
  const more = operations.issueInvoice({ ...half, approvalId });
  await attempts.refused('A larger discount than was approved', cashier.name, more, 'request-differs');
}

async function tryPaying(day: Day, cashier: Counter, { id: visitId }: Waiting): Promise<void> {
  const { attempts, reception } = day;
  const { operations } = cashier.client.call;
  const { name } = cashier;
  const { invoiceId, totalMinor } = granted(await operations.issueInvoice({ visitId }), 'an invoice');
  const short = operations.recordPayment({ invoiceId, tenders: [cash(totalMinor - 1)], attemptId: 'too little for it' });
  await attempts.refused('Taking less than is billed', name, short, 'short-of-balance-due');
  const waived = operations.waiveDues({ invoiceId, amountMinor: 100, reason: 'A friend', attemptId: 'let go alone' });
  await attempts.refused('Waiving dues alone', name, waived, 'approval-needed');
  await until('the reception sees the visit', 60_000, async () => (await stateAt(reception, visitId)) === 'READY_FOR_BILLING');
  const unpaid = reception.client.call.operations.completeVisit({ visitId });
  await attempts.refused('Money taken past the books, the visit completed', reception.name, unpaid, 'not-paid');
  const tenders = [cash(totalMinor)];
  const paymentId = await payWith({ ...day, cashier }, invoiceId, tenders);
  await tryAfterPrint(day, cashier, { invoiceId, visitId, paymentId });
}

async function tryAfterPrint(
  day: Day,
  cashier: Counter,
  { invoiceId, visitId, paymentId }: { invoiceId: string; visitId: string; paymentId: string },
): Promise<void> {
  const { attempts, reception } = day;
  const { operations } = cashier.client.call;
  const void_ = operations.issueCreditNote({ invoiceId, reason: 'Never happened', approvalId: 'none' });
  await attempts.refused('Voiding a bill after its receipt was printed', cashier.name, void_, 'approval-not-approved');
  await untilSynced(cashier);
  await until('the reception sees the payment', 60_000, async () => (await stateAt(reception, visitId)) === 'PAID');
  const cancelled = reception.client.call.operations.cancelVisit({ visitId, reason: 'Never here' });
  await attempts.refused('Cancelling a visit that is paid', reception.name, cancelled, 'visit-state');
  granted(await operations.reprintReceipt({ paymentId }), 'a reprint');
  attempts.leaves('A receipt printed again for the pocket', 'fraud-pack', notedIn(day, 'reprints', cashier, paymentId));
}

async function stateAt({ client }: Counter, visitId: string): Promise<string | undefined> {
  const visits = granted(await client.call.queries.todaysVisits({}), 'the visits');
  return visits.find(({ id }) => id === visitId)?.state;
}
