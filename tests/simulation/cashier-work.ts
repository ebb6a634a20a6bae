import { balanceDue, invoice } from '#domain/invoices/invoice.ts';
import { payment } from '#domain/payments/payment.ts';
import type { Random } from '../../commands/random.ts';
import type { Act } from './act.ts';
import { visitsIn } from './reception-work.ts';

export const openDrawer: Act = async ({ terminal, random }) => {
  await terminal.execute('openTill', { openingFloatMinor: random.between(0, 20) * 10_000 });
};

/** Bills the visit and takes the money, whatever else happens in between elsewhere. */
export const collect: Act = async ({ terminal, random }) => {
  const ready = visitsIn(terminal, ['READY_FOR_BILLING']);
  if (ready.length === 0) return;
  const one = random.pick(ready);
  const { reader } = terminal.terminal.store;
  if (!one.invoiceId || !reader.get(invoice, one.invoiceId)) {
    const issued = await terminal.execute('issueInvoice', { visitId: one.id });
    // No till, or one of another day: what a cashier then does.
    if (!issued.ok && issued.refusal.code === 'no-open-till') await openDrawer({ terminal, random });
    if (!issued.ok && /^till-/.test(issued.refusal.code)) await closeDrawer({ terminal, random });
    if (!issued.ok || random.chance(0.1)) return;
    await pay({ terminal, random }, (issued.result as { invoiceId: string }).invoiceId);
  } else {
    await pay({ terminal, random }, one.invoiceId);
  }
};

async function pay(at: Parameters<Act>[0], invoiceId: string): Promise<void> {
  const { terminal, random } = at;
  const bill = terminal.terminal.store.reader.get(invoice, invoiceId);
  if (!bill || balanceDue(bill) === 0) return;
  const attempt = { invoiceId, tenders: tendersFor(balanceDue(bill), random), attemptId: `attempt-${random.bits()}` };
  const paid = await terminal.execute('recordPayment', attempt);
  // A window whose answer was lost asks again, with the same attempt.
  if (paid.ok && random.chance(0.1)) await terminal.execute('recordPayment', attempt);
}

/** One tender, or the amount split over two or three. */
function tendersFor(totalMinor: number, random: Random): object[] {
  const parts = totalMinor > 3 ? random.between(1, 3) : 1;
  let leftMinor = totalMinor;
  return Array.from({ length: parts }, (_, index) => {
    const amountMinor = index === parts - 1 ? leftMinor : random.between(1, leftMinor - (parts - index - 1));
    leftMinor -= amountMinor;
    const kind = random.pick(['cash', 'card', 'upi']);
    if (kind === 'cash') return { kind, amountMinor, tenderedMinor: amountMinor + random.int(3) * 5_000 };
    const reference = String(400_000_000_000 + random.bits());
    return kind === 'card' ? { kind, amountMinor, reference, lastFour: '4242' } : { kind, amountMinor, reference };
  });
}

/** The original of a document, or whichever duplicate is next. */
export const reprint: Act = async ({ terminal, random }) => {
  const { reader } = terminal.terminal.store;
  const numbered = [
    ...reader
      .find(payment, {}, { limit: 1000 })
      .map((one) => ({ kind: 'receipt', number: one.receiptNumber, subjectId: one.id })),
    ...reader.find(invoice, {}, { limit: 1000 }).map(({ number, id }) => ({ kind: 'invoice', number, subjectId: id })),
  ].sort((a, b) => (a.number < b.number ? -1 : 1));
  if (numbered.length === 0) return;
  const { kind, subjectId } = random.pick(numbered);
  await terminal.execute('printDocument', { kind, subjectId });
};

export const closeDrawer: Act = async ({ terminal, random }) => {
  const counts = [200_00, 100_00, 50_00].map((denominationMinor) => ({ denominationMinor, pieces: random.int(40) }));
  const closed = await terminal.execute('closeTill', { counts });
  // A first count that does not agree is made once more; some go home all the same.
  if (closed.ok && (closed.result as { outcome: string }).outcome === 'count-again' && random.chance(0.8))
    await terminal.execute('closeTill', { counts });
};
