import { accountId } from '#domain/advances/account-id.ts';
import { advance } from '#domain/advances/advance.ts';
import { patientAccount } from '#domain/advances/patient-account.ts';
import { approval } from '#domain/approvals/approval.ts';
import type { ApprovalKind, ApprovalUse } from '#domain/approvals/approval-use.ts';
import { balanceDue, type Invoice, invoice } from '#domain/invoices/invoice.ts';
import { patient } from '#domain/patients/patient.ts';
import { payment } from '#domain/payments/payment.ts';
import { user } from '#domain/staff/user.ts';
import type { Random } from '../../commands/random.ts';
import type { Act } from './act.ts';
import { visitsIn } from './reception-work.ts';
import { PASSWORD, type SimulatedTerminal } from './simulated-terminal.ts';

type At = Parameters<Act>[0];

/** The manager of the main branch, who types their password wherever a cashier asks. */
const MANAGER = 'back-office';

/** Bills a visit with something off: at times more than a cashier may take off alone. */
export const billWithDiscount: Act = async ({ terminal, random }) => {
  const ready = visitsIn(terminal, ['READY_FOR_BILLING']).filter(({ invoiceId }) => invoiceId === null);
  if (ready.length === 0) return;
  const discounts = [{ basisPoints: random.pick([100, 500, 500, 1500, 4000]) }];
  const asked = { visitId: random.pick(ready).id, discounts, reason: 'regular' };
  const issued = await terminal.execute('issueInvoice', asked);
  if (issued.ok || issued.refusal.code !== 'approval-needed') return;
  const use = await approved(terminal, random, 'discount', 'requestDiscount', asked);
  if (use) await terminal.execute('issueInvoice', { ...asked, approvalId: use.approvalId });
};

/** Takes a part of what is due; the rest is collected like any other bill. */
export const collectPart: Act = async ({ terminal, random }) => {
  const bill = randomOpenBill({ terminal, random });
  if (!bill) return;
  const amountMinor = random.between(1, balanceDue(bill));
  const tenders = [{ kind: 'cash', amountMinor, tenderedMinor: amountMinor }];
  await terminal.execute('recordPayment', { invoiceId: bill.id, tenders, part: true, attemptId: `part-${random.bits()}` });
};

export const receiveAdvance: Act = async ({ terminal, random }) => {
  const known = [...terminal.terminal.store.reader.find(patient, {}, { limit: 1000 })].sort((a, b) =>
    a.number < b.number ? -1 : 1,
  );
  const waiting = visitsIn(terminal, ['READY_FOR_BILLING']).map(({ patientId }) => patientId);
  if (known.length === 0) return;
  const patientId = waiting.length > 0 && random.chance(0.7) ? random.pick(waiting) : random.pick(known).id;
  const amountMinor = random.between(1, 500) * 100;
  const tenders = [
    random.chance(0.6)
      ? { kind: 'cash', amountMinor, tenderedMinor: amountMinor }
      : { kind: 'bank', amountMinor, reference: String(400_000_000_000 + random.bits()) },
  ];
  const attempt = {
    patientId,
    tenders,
    purpose: random.pick(['deposit', 'treatment-plan']),
    attemptId: `advance-${random.bits()}`,
  };
  const received = await terminal.execute('receiveAdvance', attempt);
  if (received.ok && random.chance(0.1)) await terminal.execute('receiveAdvance', attempt);
};

/** Settles a bill with what the patient has paid in advance, as far as this counter knows of it. */
export const applyAdvance: Act = async ({ terminal, random }) => {
  const { reader } = terminal.terminal.store;
  const advanceOf = ({ patientId }: Invoice) =>
    reader.get(patientAccount, accountId(terminal.seat.branchId, patientId))?.advanceMinor ?? 0;
  const bills = openBills(terminal).filter((bill) => advanceOf(bill) > 0);
  if (bills.length === 0) return;
  const bill = random.pick(bills);
  const amountMinor = random.between(1, Math.min(advanceOf(bill), balanceDue(bill)));
  await terminal.execute('applyAdvance', { invoiceId: bill.id, amountMinor, attemptId: `apply-${random.bits()}` });
};

export const waive: Act = async ({ terminal, random }) => {
  const bill = randomOpenBill({ terminal, random });
  if (!bill) return;
  const what = { invoiceId: bill.id, amountMinor: random.between(1, balanceDue(bill)), reason: 'cannot pay' };
  const approval = await approved(terminal, random, 'waiver', 'requestWaiver', what);
  if (approval) await terminal.execute('waiveDues', { ...what, approval, attemptId: `waiver-${random.bits()}` });
};

/** Gives something back on a receipt or deposit: what the patient's account holds, by the tender it came by. */
export const refund: Act = async ({ terminal, random }) => {
  const { reader } = terminal.terminal.store;
  const taken = [
    ...[...reader.find(payment, {}, { limit: 1000 })].map((one) => ({
      ...one,
      kind: 'payment' as const,
      number: one.receiptNumber,
    })),
    ...[...reader.find(advance, {}, { limit: 1000 })].map((one) => ({ ...one, kind: 'advance' as const })),
  ].filter((one) => one.tenders.length > 0 && held(terminal, one.patientId) > 0);
  if (taken.length === 0) return;
  const { kind, id, patientId, tenders } = random.pick([...taken].sort((a, b) => (a.number < b.number ? -1 : 1)));
  const tenderIndex = random.int(tenders.length);
  const most = Math.min(held(terminal, patientId), tenders[tenderIndex]?.amountMinor ?? 0);
  const asked = { source: { kind, id, tenderIndex }, amountMinor: random.between(1, Math.max(1, most)), reason: 'not needed' };
  const use = await approved(terminal, random, 'refund', 'requestRefund', asked);
  // At times the patient goes to another counter for it, or comes back later: see `payAgreed`.
  if (!use || random.chance(0.4)) return;
  const paid = { approvalId: use.approvalId, reference: String(random.bits()) };
  const answer = await terminal.execute('payRefund', paid);
  // Pressed twice, it pays once.
  if (answer.ok && random.chance(0.2)) await terminal.execute('payRefund', paid);
};

/** Pays a refund that was agreed to, whoever had asked: another counter that this one has not heard of may have paid it. */
export const payAgreed: Act = async ({ terminal, random }) => {
  const where = { branchId: terminal.seat.branchId, state: 'APPROVED' };
  const agreed = [...terminal.terminal.store.reader.find(approval, where, { limit: 1000 })].filter(
    ({ kind }) => kind === 'refund',
  );
  if (agreed.length === 0) return;
  const { id: approvalId } = random.pick(agreed.sort((a, b) => a.requestedAtMs - b.requestedAtMs));
  await terminal.execute('payRefund', { approvalId, reference: String(random.bits()) });
};

/** Takes a bill back, wholly or a part of its first line. */
export const credit: Act = async ({ terminal, random }) => {
  const bills = billsOf(terminal).filter(({ state }) => state !== 'CREDITED');
  if (bills.length === 0) return;
  const whole = random.chance(0.4);
  const lines = whole ? null : [{ line: 0, quantity: 1 }];
  const asked = { invoiceId: random.pick(bills).id, lines, reason: 'billed by mistake', reopens: whole && random.chance(0.5) };
  const use = await approved(terminal, random, 'credit-note', 'requestCreditNote', asked);
  if (use) await terminal.execute('issueCreditNote', { ...asked, approvalId: use.approvalId });
};

/** Cash that no patient pays or gets. */
export const moveCash: Act = async ({ terminal, random }) => {
  const amountMinor = random.between(1, 300) * 100;
  const said = { amountMinor, reason: 'so it is', attemptId: `moved-${random.bits()}` };
  const courier = { category: 'courier', payee: 'Courier' };
  switch (random.int(4)) {
    case 0:
      await terminal.execute('payIn', { ...said, category: 'change-money' });
      return;
    case 1:
      await terminal.execute('payOut', { ...said, ...courier });
      return;
    case 2:
      await terminal.execute('dropCash', said);
      return;
    default:
      await terminal.execute('openDrawer', { reason: 'change' });
  }
};

/** Gives the drawer to the counter's other cashier, who counts it too; at times nobody comes and it is taken back. */
export const handOver: Act = async ({ terminal, random }) => {
  const toLogin = terminal.otherLogin;
  const { reader } = terminal.terminal.store;
  const next = reader.find(user, { login: toLogin }, { limit: 1 })[0];
  if (!next) return;
  const counts = [200_00, 100_00, 50_00].map((denominationMinor) => ({ denominationMinor, pieces: random.int(40) }));
  const offered = { toUserId: next.id, counts };
  const first = await terminal.execute('offerHandover', offered);
  if (!first.ok) return;
  if (isCountAgain(first.result)) await terminal.execute('offerHandover', offered);
  if (random.chance(0.2)) {
    await terminal.execute('withdrawHandover', { reason: 'nobody came' });
    return;
  }
  await terminal.relieve();
  const taken = await terminal.execute('acceptHandover', { counts });
  if (taken.ok && isCountAgain(taken.result)) await terminal.execute('acceptHandover', { counts });
};

function isCountAgain(result: unknown): boolean {
  return (result as { outcome?: string }).outcome === 'count-again';
}

/** Asks for an approval and has the manager type their password; at times they say no, or nobody is asked. */
async function approved(
  terminal: SimulatedTerminal,
  random: Random,
  kind: ApprovalKind,
  operation: string,
  asked: object,
): Promise<ApprovalUse | undefined> {
  const answer = await terminal.execute(operation, asked);
  if (!answer.ok || random.chance(0.1)) return undefined;
  const { approvalId, request } = answer.result as ApprovalUse;
  const decision = random.chance(0.1) ? 'rejected' : 'approved';
  const said = { approvalId, kind, request, decision, reason: 'seen', login: MANAGER, password: PASSWORD };
  const decided = await terminal.execute('decideApproval', said);
  return decided.ok ? { approvalId, request } : undefined;
}

function held({ terminal, seat }: SimulatedTerminal, patientId: string): number {
  return terminal.store.reader.get(patientAccount, accountId(seat.branchId, patientId))?.advanceMinor ?? 0;
}

function billsOf({ terminal, seat }: SimulatedTerminal): readonly Invoice[] {
  const found = terminal.store.reader.find(invoice, { branchId: seat.branchId }, { limit: 1000 });
  return [...found].sort((a, b) => (a.number < b.number ? -1 : 1));
}

function openBills(terminal: SimulatedTerminal): readonly Invoice[] {
  return billsOf(terminal).filter((bill) => balanceDue(bill) > 0);
}

function randomOpenBill({ terminal, random }: At): Invoice | undefined {
  const bills = openBills(terminal);
  return bills.length === 0 ? undefined : random.pick(bills);
}
