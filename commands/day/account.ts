import { payment } from '#domain/payments/payment.ts';
import { addTakings, addTenders, NO_TAKINGS } from '#domain/payments/tender.ts';
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
  date: string;
  atLock: unknown;
}): Promise<DayReport> {
  const { counters, clinic, admin, records, serverDataDir, date, atLock } = given;
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
  const report = { terminals, ...held, lockedDay: { atLock, atEnd }, chainsVerified, replicasEqual: notEqual.length === 0 };
  return { ...report, problems: [...problems, ...notEqual, ...mismatches(report)] };
}

/** What the server holds: visits by state, entries by verdict, money by tender. */
async function readHeld(app: ServerRecords['app'], clinicId: string) {
  return inClinicAtOneMoment(app, clinicId, async (tx) => {
    const visits: Record<string, number> = {};
    for await (const { body } of eachRecord(tx, clinicId, visit as never)) {
      const { state } = body as never as { state: string };
      visits[state] = (visits[state] ?? 0) + 1;
    }
    let money = NO_TAKINGS;
    for await (const { body } of eachRecord(tx, clinicId, payment as never))
      money = addTakings(money, addTenders(NO_TAKINGS, (body as never as { tenders: Parameters<typeof addTenders>[1] }).tenders));
    const [counts] = await tx<{ entries: number; accepted: number; flagged: number; refused: number; late: number }[]>`
      SELECT count(*) AS entries, count(*) FILTER (WHERE status = 'accepted') AS accepted, count(*) FILTER (WHERE status = 'flagged') AS flagged,
             count(*) FILTER (WHERE status = 'refused') AS refused, count(*) FILTER (WHERE late) AS late
      FROM entry WHERE clinic_id = ${clinicId}`;
    if (!counts) throw new Error('the server does not count its entries');
    const { entries, ...verdicts } = counts;
    return { visits, server: { entries, money }, ...verdicts };
  });
}
