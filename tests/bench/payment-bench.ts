import { join } from 'node:path';
import { service } from '#domain/catalogue/service.ts';
import { doctor } from '#domain/doctors/doctor.ts';
import { openBareLog } from './bare-log.ts';
import { type BenchTerminal, openBenchClinic } from './bench-clinic.ts';
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
  const clinic = await openBenchClinic(folder);
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

interface Billed extends BenchTerminal {
  readonly bills: { readonly invoiceId: string; readonly totalMinor: number }[];
}

/** Works visits up to their invoices, so that only paying is left. */
async function cashierWithBills(clinic: Awaited<ReturnType<typeof openBenchClinic>>, visits: number): Promise<Billed> {
  const reception = await clinic.enrol('Reception');
  const room = await clinic.enrol('Room');
  const cashier = await clinic.enrol('Cashier');
  const { reader } = reception.terminal.store;
  const doctorId = reader.find(doctor, {})[0]?.id;
  const serviceId = reader.find(service, {})[0]?.id;
  const visitIds: string[] = [];
  for (let index = 0; index < visits; index++) {
    const who = { phone: `98${String(index).padStart(8, '0')}`, name: `Patient ${index}`, sex: 'other', ageYears: 40, doctorId };
    const { patientId } = await reception.done<{ patientId: string }>('registerPatient', who);
    visitIds.push((await reception.done<{ visitId: string }>('checkInPatient', { patientId, doctorId })).visitId);
  }
  await pass(reception, room);
  for (const visitId of visitIds) {
    await room.done('startConsultation', { visitId });
    await room.done('sendToBilling', { visitId, treatments: [{ serviceId }] });
  }
  await pass(room, cashier);
  await cashier.done('openTill', { openingFloatMinor: 100_000 });
  const bills = [];
  for (const visitId of visitIds) bills.push(await cashier.done<Billed['bills'][number]>('issueInvoice', { visitId }));
  await Promise.all([reception.terminal.close(), room.terminal.close()]);
  return { ...cashier, bills };
}

async function pass(from: BenchTerminal, to: BenchTerminal): Promise<void> {
  await from.terminal.syncOnce();
  await to.terminal.syncOnce();
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
function lastEntryText({ terminal }: BenchTerminal): string {
  const { seq } = terminal.store.head();
  return JSON.stringify(terminal.store.entriesAfter(seq - 1, 1)[0]);
}

export const paymentBench = (folder: string) => measurePayments(join(folder, 'payment'));
