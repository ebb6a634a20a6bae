/**
 * A cashier's terminal in a process of its own: bills and collects every visit that waits, one after another, and tells its
 * parent of each payment once it has been acknowledged. It is killed while it does.
 */
import { billingList } from '#domain/visits/billing-list.ts';
import { granted } from '../../commands/counter-client.ts';
import { openTerminal, signIn } from '../fixtures/real-clinic.ts';

export interface Acknowledged {
  readonly receiptNumber: string;
  readonly totalMinor: number;
  readonly seq: number;
  readonly hash: string;
}

type Waiting = ReturnType<typeof billingList.read>;

const [dataDir = ''] = process.argv.slice(2);
const cashier = await signIn(await openTerminal(dataDir), dataDir, 'cashier');
const { terminal, sessionId } = cashier;
process.send?.({ ready: true });

for (const visit of granted(await terminal.query(sessionId, billingList.name, {}), 'billingList') as Waiting) {
  const { invoiceId, totalMinor } = visit.invoiceId
    ? { invoiceId: visit.invoiceId, totalMinor: visit.totalMinor }
    : await cashier.done<{ invoiceId: string; totalMinor: number }>('issueInvoice', { visitId: visit.id });
  const tenders = [{ kind: 'cash', amountMinor: totalMinor, tenderedMinor: totalMinor }];
  const attempt = { invoiceId, tenders, attemptId: `attempt ${visit.id}` };
  const { receiptNumber } = await cashier.done<{ receiptNumber: string }>('recordPayment', attempt);
  const { seq, hash } = terminal.store.head();
  const acknowledged: Acknowledged = { receiptNumber, totalMinor, seq, hash };
  process.send?.({ acknowledged });
  // Lets the message out and the kill in.
  await new Promise((resolve) => setImmediate(resolve));
}
