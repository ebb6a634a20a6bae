import type { Advance } from '#domain/advances/advance.ts';
import type { PatientAccount } from '#domain/advances/patient-account.ts';
import type { Invoice } from '#domain/invoices/invoice.ts';
import { sum } from '#domain/kernel/money.ts';
import type { Payment } from '#domain/payments/payment.ts';
import { takingsTotal, tendersTotal } from '#domain/payments/tender.ts';
import type { Refund } from '#domain/refunds/refund.ts';
import type { Till } from '#domain/tills/till.ts';
import { type Books, ledgerFaults, ledgerOf } from '../../commands/day/ledger.ts';
import type { Clinic } from './clinic.ts';
import { changesOf, type ServerEntry, serverRecords } from './server-log.ts';
import type { SimulatedTerminal } from './simulated-terminal.ts';

interface ServerBooks extends Books {
  readonly payments: readonly Payment[];
  readonly advances: readonly Advance[];
  readonly refunds: readonly Refund[];
  readonly invoices: readonly Invoice[];
  readonly accounts: readonly PatientAccount[];
}

/** What does not add up of a clinic's money, at the server and in the terminals' logs. */
export async function moneyFaults(clinic: Clinic, entries: readonly ServerEntry[]): Promise<string[]> {
  const books: ServerBooks = {
    payments: await recordsOf<Payment>(clinic, 'payment'),
    advances: await recordsOf<Advance>(clinic, 'advance'),
    refunds: await recordsOf<Refund>(clinic, 'refund'),
    invoices: await recordsOf<Invoice>(clinic, 'invoice'),
    accounts: await recordsOf<PatientAccount>(clinic, 'patient-account'),
  };
  const tills = await recordsOf<Till>(clinic, 'till');
  const found = accountFaults(books);
  for (const terminal of clinic.terminals) found.push(...totalFaults(terminal, books, entries), ...zFaults(terminal, tills));
  return found;
}

async function recordsOf<Rec>(clinic: Clinic, name: string): Promise<readonly Rec[]> {
  return (await serverRecords(clinic, name)).map(({ body }) => JSON.parse(body) as Rec);
}

/** Collected less refunded is owed less dues, and the advances: for every patient, and so in total. */
function accountFaults(books: ServerBooks): string[] {
  const patients = new Set([...books.invoices, ...books.accounts, ...books.payments].map(({ patientId }) => patientId));
  return [...patients].flatMap((patientId) => {
    const theirs = <Rec extends { readonly patientId: string }>(records: readonly Rec[]) =>
      records.filter((one) => one.patientId === patientId);
    const own: Books = {
      payments: theirs(books.payments),
      advances: theirs(books.advances),
      refunds: theirs(books.refunds),
      invoices: theirs(books.invoices),
      accounts: theirs(books.accounts),
    };
    return ledgerFaults(ledgerOf(own)).map((fault) => `patient ${patientId}: ${fault}`);
  });
}

/** The perpetual totals are what was taken and given back, in the log and in the records. */
function totalFaults({ seat, id, terminal }: SimulatedTerminal, books: ServerBooks, entries: readonly ServerEntry[]): string[] {
  const here = ({ terminalId }: { readonly terminalId: string }) => terminalId === id;
  const takenMinor = sum([...books.payments, ...books.advances].filter(here).map(({ tenders }) => tendersTotal(tenders)));
  const backMinor = sum(books.refunds.filter(here).map(({ amountMinor }) => amountMinor));
  const { grossInMinor, grossOutMinor } = terminal.store.head();
  const found: string[] = [];
  const logged = loggedTotals(entries.filter(here));
  if (takenMinor !== grossInMinor || logged.inMinor !== grossInMinor)
    found.push(
      `${seat.name}: perpetual total ${grossInMinor}, taken in the log ${logged.inMinor}, payment records ${takenMinor}`,
    );
  if (backMinor !== grossOutMinor || logged.outMinor !== grossOutMinor)
    found.push(`${seat.name}: perpetual total out ${grossOutMinor}, in the log ${logged.outMinor}, refund records ${backMinor}`);
  return found;
}

function loggedTotals(entries: readonly ServerEntry[]): { inMinor: number; outMinor: number } {
  const totals = { inMinor: 0, outMinor: 0 };
  for (const { type, body } of entries.flatMap(({ changes }) => changesOf(changes))) {
    if (type === 'payment.recorded.v1' || type === 'advance.received.v1')
      totals.inMinor += (body as { totalMinor: number }).totalMinor;
    if (type === 'refund.paid.v1') totals.outMinor += (body as { amountMinor: number }).amountMinor;
  }
  return totals;
}

/** Each Z adds what its till did to the perpetual totals of the one before; the last, and a till still open, make them. */
function zFaults({ seat, id, terminal }: SimulatedTerminal, tills: readonly Till[]): string[] {
  const found: string[] = [];
  const own = tills.filter(({ terminalId }) => terminalId === id);
  const zs = own.flatMap(({ z }) => z ?? []).sort((a, b) => a.number - b.number);
  let last = { number: 0, grossInMinor: 0, grossOutMinor: 0 };
  for (const z of zs) {
    const what = `${seat.name}: Z ${z.number}`;
    if (z.number !== last.number + 1) found.push(`${what} follows ${last.number}`);
    if (z.grossInMinor - last.grossInMinor !== takingsTotal(z.takings))
      found.push(`${what} does not add its takings to the total`);
    const backMinor = z.refunds ? takingsTotal(z.refunds.takings) : 0;
    if (z.grossOutMinor - last.grossOutMinor !== backMinor) found.push(`${what} does not add its refunds to the total`);
    last = z;
  }
  const open = own.filter(({ state }) => state === 'OPEN');
  const head = terminal.store.head();
  const inMinor = last.grossInMinor + sum(open.map(({ takings }) => takingsTotal(takings)));
  const outMinor = last.grossOutMinor + sum(open.map(({ refunds }) => takingsTotal(refunds.takings)));
  if (inMinor !== head.grossInMinor || outMinor !== head.grossOutMinor)
    found.push(
      `${seat.name}: its Zs come to ${inMinor} in and ${outMinor} out, its total is ${head.grossInMinor} and ${head.grossOutMinor}`,
    );
  return found;
}
