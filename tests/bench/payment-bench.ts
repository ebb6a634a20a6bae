import { join } from 'node:path';
import { openRealClinic, type RealClinic, type RealTerminal, visitsReady } from '../fixtures/real-clinic.ts';
import { openBareLog } from './bare-log.ts';
import { median, percentile, rounded } from './figures.ts';

const ROUNDS = 5;
const PER_ROUND = 120;
/** Payments before it counts, for the machine to warm up. */
const WARM_UP = 50;

export interface PaymentFigures {
  readonly p50Us: number;
  readonly p99Us: number;
  readonly bareP50Us: number;
  readonly ratioP50: number;
}

/**
 * Taking a payment at a terminal: session, decision, checks, chain, two signatures, projection, durable. Beside each one,
 * the same bytes are put into a bare table as durably, so that both meet the same disk.
 */
export async function measurePayments(folder: string): Promise<PaymentFigures> {
  const clinic = await openRealClinic(folder);
  try {
    const cashier = await cashierWithBills(clinic, WARM_UP + ROUNDS * PER_ROUND);
    const bare = openBareLog(folder, 'bare.sqlite');
    const rounds: { payments: number[]; bare: number[] }[] = [];
    await payAll(cashier, bare, WARM_UP);
    for (let round = 0; round < ROUNDS; round++) rounds.push(await payAll(cashier, bare, PER_ROUND));
    bare.close();
    await cashier.terminal.close();
    return figuresOf(rounds);
  } finally {
    await clinic.server.stop();
  }
}

function figuresOf(rounds: readonly { payments: number[]; bare: number[] }[]): PaymentFigures {
  const middle = (of: (round: { payments: number[]; bare: number[] }) => number) => median(rounds.map(of));
  return {
    p50Us: rounded(1000 * middle(({ payments }) => median(payments))),
    p99Us: rounded(1000 * middle(({ payments }) => percentile(payments, 0.99))),
    bareP50Us: rounded(1000 * middle(({ bare }) => median(bare))),
    ratioP50: rounded(
      middle(({ payments, bare }) => median(payments) / median(bare)),
      2,
    ),
  };
}

interface Billed extends RealTerminal {
  readonly bills: { readonly invoiceId: string; readonly totalMinor: number }[];
}

/** Works visits up to their invoices, so that only paying is left. */
async function cashierWithBills(clinic: RealClinic, visits: number): Promise<Billed> {
  const { visitIds, cashier } = await visitsReady(clinic, visits);
  await cashier.done('openTill', { openingFloatMinor: 100_000 });
  const bills = [];
  for (const visitId of visitIds) bills.push(await cashier.done<Billed['bills'][number]>('issueInvoice', { visitId }));
  return { ...cashier, bills };
}

async function payAll(cashier: Billed, bare: ReturnType<typeof openBareLog>, count: number) {
  const payments: number[] = [];
  const inserts: number[] = [];
  for (const { invoiceId, totalMinor } of cashier.bills.splice(0, count)) {
    const tenders = [{ kind: 'cash', amountMinor: totalMinor, tenderedMinor: totalMinor + 5_000 }];
    const attempt = { invoiceId, tenders, attemptId: `attempt ${invoiceId}` };
    const startedMs = performance.now();
    await cashier.done('recordPayment', attempt);
    payments.push(performance.now() - startedMs);
    const text = lastEntryText(cashier);
    const bareStartedMs = performance.now();
    bare.insert(text);
    inserts.push(performance.now() - bareStartedMs);
  }
  return { payments, bare: inserts };
}

/** The bytes the terminal has just made durable. */
function lastEntryText({ terminal }: RealTerminal): string {
  const { seq } = terminal.store.head();
  return JSON.stringify(terminal.store.entriesAfter(seq - 1, 1)[0]);
}

export const paymentBench = (folder: string) => measurePayments(join(folder, 'payment'));
