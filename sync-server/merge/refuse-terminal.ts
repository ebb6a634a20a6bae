import type { TransactionSql } from 'postgres';
import { v7 } from 'uuid';
import type { SyncProblem, SyncRefused } from '#protocol/sync-messages.ts';
import type { Caller, ServerParts } from '../parts.ts';
import { inClinic } from '../store/in-clinic.ts';
import { keepIncident } from '../store/incidents.ts';
import { refused } from './problems.ts';
import { holdClinic, SERVER_ACTOR, writeAsServer, writePlaced } from './server-author.ts';

/** A refused terminal asks again and again; the log says so once in this long, for each machine it asks from. */
const SAID_AGAIN_MS = 24 * 3_600_000;
/** Of as many machines in that time: whoever makes others up fills no log. */
const MOST_MACHINES = 10;

/** Refuses a terminal that is who it says it is, and leaves an entry that says so. */
export async function refuseTerminal(parts: ServerParts, who: Caller, problem: SyncProblem): Promise<SyncRefused> {
  const { clinicId, terminalId, epoch, machineHash } = who;
  await inClinic(parts.sql, clinicId, async (tx) => {
    const atMs = parts.clock.nowMs();
    if (!(await isNews(tx, who, problem, atMs))) return;
    const held = await holdClinic(parts, tx, clinicId);
    // Asked again once nobody else writes: two that come together are one.
    if (!held || !(await isNews(tx, who, problem, atMs))) return;
    const incident = { id: v7({ msecs: atMs }), atMs, kind: problem, terminalId, epoch, seq: null };
    await keepIncident(tx, clinicId, { ...incident, evidence: { machineHash } });
    const elsewhere = problem === 'machine-mismatch' ? { machineHash } : {};
    const change = parts.centre.terminalRefused({ terminalId, reason: problem, atMs, ...elsewhere });
    await writeAsServer(held, {
      branchId: null,
      actorId: SERVER_ACTOR,
      sessionId: null,
      operation: 'refuseTerminal',
      documentNumber: null,
      changes: [change],
    });
    await writePlaced(held);
  });
  parts.log({ what: 'terminal-refused', clinicId, terminalId, problem });
  return refused(problem);
}

async function isNews(tx: TransactionSql, who: Caller, problem: SyncProblem, atMs: number): Promise<boolean> {
  const said = await tx<{ machine: string | null }[]>`
    SELECT DISTINCT evidence->>'machineHash' AS machine FROM incident
    WHERE clinic_id = ${who.clinicId} AND terminal_id = ${who.terminalId} AND kind = ${problem}
    AND epoch = ${who.epoch} AND at_ms > ${atMs - SAID_AGAIN_MS} LIMIT ${MOST_MACHINES}`;
  return said.length < MOST_MACHINES && !said.some(({ machine }) => machine === who.machineHash);
}
