import { v7 } from 'uuid';
import type { SyncProblem, SyncRefused } from '#protocol/sync-messages.ts';
import type { Caller, ServerParts } from '../parts.ts';
import { inClinic } from '../store/in-clinic.ts';
import { keepIncident } from '../store/incidents.ts';
import { refused } from './problems.ts';
import { holdClinic, SERVER_ACTOR, writeAsServer, writePlaced } from './server-author.ts';

/** A refused terminal asks again and again; the log says so once in this long. */
const SAID_AGAIN_MS = 24 * 3_600_000;

/** Refuses a terminal that is who it says it is, and leaves an entry that says so. */
export async function refuseTerminal(parts: ServerParts, who: Caller, problem: SyncProblem): Promise<SyncRefused> {
  const { clinicId, terminalId, epoch } = who;
  await inClinic(parts.sql, clinicId, async (tx) => {
    const atMs = parts.clock.nowMs();
    const known = await tx`
      SELECT 1 FROM incident WHERE clinic_id = ${clinicId} AND terminal_id = ${terminalId} AND kind = ${problem}
      AND epoch = ${epoch} AND at_ms > ${atMs - SAID_AGAIN_MS} LIMIT 1`;
    if (known.length > 0) return;
    const evidence = { machineHash: who.machineHash };
    await keepIncident(tx, clinicId, { id: v7({ msecs: atMs }), atMs, kind: problem, terminalId, epoch, seq: null, evidence });
    const held = await holdClinic(parts, tx, clinicId);
    if (!held) return;
    const change = parts.centre.terminalRefused({ terminalId, reason: problem, atMs });
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
