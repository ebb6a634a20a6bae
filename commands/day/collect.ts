import type { EnteredTender } from '#domain/payments/tender.ts';
import { granted } from '../counter-client.ts';
import type { Random } from '../random.ts';
import { approvedAtCounter } from './approving.ts';
import { type Counter, took } from './counters.ts';
import type { Day } from './plan.ts';

/** A visit that waits at a cashier's machine. */
export interface Waiting {
  readonly id: string;
  readonly token: string;
  readonly patientId: string;
}

type Books = Pick<Day, 'random' | 'dues' | 'receipts'>;

interface Collecting extends Books {
  readonly cashier: Counter;
  readonly visit: Waiting;
}

type Way = (collecting: Collecting) => Promise<void>;

/** Visits that this cashier's machine knows to be ready and not billed. */
export async function readyAt(cashier: Counter): Promise<readonly Waiting[]> {
  const listed = granted(await cashier.client.call.queries.billingList({}), 'the billing list');
  return listed.filter(({ invoiceId }) => invoiceId === null);
}

/** Bills and collects what this cashier's machine knows to be ready, each in the next of the ways there are. @returns how many */
export async function collectReady(
  cashier: Counter,
  { random, dues, receipts, turn }: Books & Pick<Day, 'turn'>,
  mine: (token: string) => boolean,
): Promise<number> {
  const ready = (await readyAt(cashier)).filter(({ token }) => mine(token));
  for (const visit of ready) {
    const way = WAYS[turn.next++ % WAYS.length] ?? collectPlainly;
    await way({ cashier, random, dues, receipts, visit });
  }
  return ready.length;
}

/** What was left open on bills is paid, at the counter that knows of it. */
export async function collectDues(books: Books): Promise<void> {
  for (const { cashier, invoiceId, dueMinor } of books.dues.splice(0))
    await pay({ ...books, cashier }, invoiceId, dueMinor, 'the rest');
}

export const collectPlainly: Way = async (at) => {
  const { invoiceId, totalMinor } = granted(await operationsOf(at).issueInvoice({ visitId: at.visit.id }), 'an invoice');
  if (totalMinor > 0) await pay(at, invoiceId, totalMinor);
};

/** As much off as a cashier may take alone. */
const collectDiscounted: Way = async (at) => {
  const asked = { visitId: at.visit.id, discounts: [{ basisPoints: 500 }], reason: 'A regular patient' };
  const { invoiceId, totalMinor } = granted(await operationsOf(at).issueInvoice(asked), 'an invoice with a discount');
  if (totalMinor > 0) await pay(at, invoiceId, totalMinor);
};

/** More off than a cashier may take alone: the manager types their password at the counter, with or without a network. */
const collectFavoured: Way = async (at) => {
  const asked = { visitId: at.visit.id, discounts: [{ basisPoints: 2000 }], reason: 'Staff family' };
  const first = await operationsOf(at).requestDiscount(asked);
  // Nothing to take off where nothing is to be paid.
  if (!first.ok && first.refusal.code === 'approval-not-needed') return collectPlainly(at);
  const { approvalId } = await approvedAtCounter(at.cashier, 'discount', Promise.resolve(first));
  const issued = granted(await operationsOf(at).issueInvoice({ ...asked, approvalId }), 'an invoice with a large discount');
  if (issued.totalMinor > 0) await pay(at, issued.invoiceId, issued.totalMinor);
};

/** Half today, the rest when the patient comes by again. */
const collectInParts: Way = async (at) => {
  const { invoiceId, totalMinor } = granted(await operationsOf(at).issueInvoice({ visitId: at.visit.id }), 'an invoice');
  const halfMinor = Math.floor(totalMinor / 2);
  if (halfMinor === 0) return totalMinor > 0 ? pay(at, invoiceId, totalMinor) : undefined;
  const tenders = tendersFor(halfMinor, at.random);
  const attempt = { invoiceId, tenders, part: true, attemptId: `a part of ${invoiceId}` };
  const { balanceMinor } = granted(await operationsOf(at).recordPayment(attempt), 'a part payment');
  took(at.cashier, tenders);
  at.dues.push({ cashier: at.cashier, invoiceId, dueMinor: balanceMinor });
};

/** The patient leaves a deposit, and it settles the bill as far as it goes. */
const collectFromAdvance: Way = async (at) => {
  await deposit(at.cashier, at.random, at.visit.patientId, (1 + at.random.int(20)) * 10_000);
  const { invoiceId, totalMinor } = granted(await operationsOf(at).issueInvoice({ visitId: at.visit.id }), 'an invoice');
  if (totalMinor === 0) return;
  const amountMinor = Math.min(totalMinor, 10_000);
  const applied = { invoiceId, amountMinor, attemptId: `advance for ${invoiceId}` };
  const { balanceMinor } = granted(await operationsOf(at).applyAdvance(applied), 'an applied advance');
  if (balanceMinor > 0) await pay(at, invoiceId, balanceMinor);
};

/** What a patient cannot pay is let go, as far as the manager agrees. */
const collectWaived: Way = async (at) => {
  const { invoiceId, totalMinor } = granted(await operationsOf(at).issueInvoice({ visitId: at.visit.id }), 'an invoice');
  const what = { invoiceId, amountMinor: Math.ceil(totalMinor / 10), reason: 'Cannot pay more' };
  if (totalMinor === 0) return;
  const approval = await approvedAtCounter(at.cashier, 'waiver', operationsOf(at).requestWaiver(what));
  const waived = await operationsOf(at).waiveDues({ ...what, approval, attemptId: `waiver of ${invoiceId}` });
  const { balanceMinor } = granted(waived, 'a waiver');
  if (balanceMinor > 0) await pay(at, invoiceId, balanceMinor);
};

const WAYS: readonly Way[] = [
  collectInParts,
  collectFavoured,
  collectFromAdvance,
  collectWaived,
  collectDiscounted,
  collectPlainly,
];

function operationsOf({ cashier }: Pick<Collecting, 'cashier'>) {
  return cashier.client.call.operations;
}

export async function deposit(cashier: Counter, random: Random, patientId: string, amountMinor: number) {
  const tenders = tendersFor(amountMinor, random);
  const attempt = { patientId, tenders, attemptId: `deposit ${random.bits()}` };
  const received = granted(await cashier.client.call.operations.receiveAdvance(attempt), 'a deposit');
  took(cashier, tenders);
  return { ...received, tenders };
}

export async function pay(
  { cashier, random, receipts }: Pick<Collecting, 'cashier' | 'random' | 'receipts'>,
  invoiceId: string,
  amountMinor: number,
  what = 'all',
): Promise<void> {
  await payWith({ cashier, receipts }, invoiceId, tendersFor(amountMinor, random), what);
}

/** @returns the payment's id */
export async function payWith(
  { cashier, receipts }: Pick<Collecting, 'cashier' | 'receipts'>,
  invoiceId: string,
  tenders: EnteredTender[],
  what = 'all',
): Promise<string> {
  const attempt = { invoiceId, tenders, attemptId: `${what} of ${invoiceId}` };
  const { paymentId } = granted(await cashier.client.call.operations.recordPayment(attempt), 'a payment');
  took(cashier, tenders);
  receipts.push({ cashier, invoiceId, paymentId, tenders });
  return paymentId;
}

export function cash(amountMinor: number): EnteredTender {
  return { kind: 'cash', amountMinor, tenderedMinor: Math.ceil(amountMinor / 50_000) * 50_000 };
}

/** Cash with change, a card, UPI, a bank transfer, or cash and UPI together. */
function tendersFor(totalMinor: number, random: Random): [EnteredTender, ...EnteredTender[]] {
  const number = random.bits();
  const reference = `REF${number}`;
  const utr = String(400_000_000_000 + number);
  switch (random.int(5)) {
    case 0:
      return [{ kind: 'card', amountMinor: totalMinor, reference, lastFour: String(1000 + random.int(9000)) }];
    case 1:
      return [{ kind: 'upi', amountMinor: totalMinor, reference: utr }];
    case 2:
      return [{ kind: 'bank', amountMinor: totalMinor, reference }];
    case 3: {
      // No coins below a rupee go over the counter.
      const inCash = Math.max(1, Math.floor(totalMinor / 200) * 100);
      const rest = totalMinor - inCash;
      return rest > 0 ? [cash(inCash), { kind: 'upi', amountMinor: rest, reference: utr }] : [cash(totalMinor)];
    }
    default:
      return [cash(totalMinor)];
  }
}
