import type { TransactionSql } from 'postgres';
import { advance } from '#domain/advances/advance.ts';
import { patientAccount } from '#domain/advances/patient-account.ts';
import { invoice } from '#domain/invoices/invoice.ts';
import type { Identified, RecordType } from '#domain/kernel/record.ts';
import { payment } from '#domain/payments/payment.ts';
import { refund } from '#domain/refunds/refund.ts';
import { house } from '#domain/registry.ts';
import { visit } from '#domain/visits/visit.ts';
import { storeFileOf } from '#main/store/open-terminal-store.ts';
import { verifyTerminalStore } from '#main/store/verify-terminal-store.ts';
import { inClinicAtOneMoment } from '#server/store/in-clinic.ts';
import { eachRecord } from '#server/store/records.ts';
import type { Admin } from '../admin-client.ts';
import type { PlannedClinic } from '../clinic-plan.ts';
import { verifyServer } from '../verify-server.ts';
import type { Counter } from './counters.ts';
import type { Attempts } from './fraud/attempts.ts';
import { tryFiles } from './fraud/file-attempts.ts';
import { type Books, ledgerOf, netTakings } from './ledger.ts';
import { differences } from './replicas.ts';
import { type DayReport, mismatches } from './report.ts';
import type { ServerRecords } from './server-records.ts';

/** Compares what every counter acknowledged with what the server holds, and verifies every log. The counters have stopped. */
export async function account(given: {
  counters: readonly Counter[];
  clinic: PlannedClinic;
  admin: Admin;
  records: ServerRecords;
  serverDataDir: string;
  folder: string;
  date: string;
  atLock: unknown;
  attempts: Attempts;
}): Promise<DayReport> {
  const { counters, clinic, admin, records, serverDataDir, date, atLock, attempts } = given;
  const { branchId, clinicId } = clinic;
  const problems: string[] = [];
  const terminals = counters.map((counter) => {
    const { entries, fault, differs } = verifyTerminalStore(storeFileOf(counter.dataDir), house);
    if (fault) problems.push(`${counter.name}: ${fault.what}`);
    if (differs) problems.push(`${counter.name}: record ${differs.record} ${differs.id} is not what its log makes of it`);
    return { id: counter.terminalId, kind: counter.kind, entries, offlineMs: counter.link.cutMs(), money: counter.money };
  });
  const server = await verifyServer({ dataDir: serverDataDir });
  if (server.fault) problems.push(`server: ${server.fault}`);
  const chainsVerified = problems.length === 0;

  const notEqual: string[] = [];
  for (const counter of counters)
    for (const { record, id, what } of await differences(counter.dataDir, records.app))
      notEqual.push(`${counter.name}: ${record} ${id} is ${what}`);
  const atEnd = (await admin.inClinic(clinicId)('dayFigures', { branchId, date })).asClosed;
  const held = await readHeld(records.app, clinicId);
  // Last, since what is done to files at night ends terminals for good.
  await tryFiles(given.folder, counters, attempts);
  const fraud = attempts.made;
  const report = {
    terminals,
    ...held,
    lockedDay: { atLock, atEnd },
    chainsVerified,
    replicasEqual: notEqual.length === 0,
    fraud,
  };
  return { ...report, problems: [...problems, ...notEqual, ...mismatches(report)] };
}

/** What the server holds: visits by state, entries by verdict, money by tender, and the books. */
async function readHeld(app: ServerRecords['app'], clinicId: string) {
  return inClinicAtOneMoment(app, clinicId, async (tx) => {
    const visits: Record<string, number> = {};
    for (const { state } of await all(tx, clinicId, visit)) visits[state] = (visits[state] ?? 0) + 1;
    const books: Books = {
      payments: await all(tx, clinicId, payment),
      advances: await all(tx, clinicId, advance),
      refunds: await all(tx, clinicId, refund),
      invoices: await all(tx, clinicId, invoice),
      accounts: await all(tx, clinicId, patientAccount),
    };
    const [counts] = await tx<{ entries: number; accepted: number; flagged: number; refused: number; late: number }[]>`
      SELECT count(*) AS entries, count(*) FILTER (WHERE status = 'accepted') AS accepted, count(*) FILTER (WHERE status = 'flagged') AS flagged,
             count(*) FILTER (WHERE status = 'refused') AS refused, count(*) FILTER (WHERE late) AS late
      FROM entry WHERE clinic_id = ${clinicId}`;
    if (!counts) throw new Error('the server does not count its entries');
    const { entries, ...verdicts } = counts;
    return { visits, server: { entries, money: netTakings(books) }, ledger: ledgerOf(books), ...verdicts };
  });
}

async function all<Rec extends Identified>(tx: TransactionSql, clinicId: string, type: RecordType<Rec>): Promise<readonly Rec[]> {
  const found: Rec[] = [];
  for await (const { body } of eachRecord(tx, clinicId, type as never)) found.push(body as Identified as Rec);
  return found;
}
