import { type RefusalHeard, refusalReport } from '#protocol/sync-messages.ts';
import type { ServerParts } from '../parts.ts';
import { inClinic } from '../store/in-clinic.ts';
import { LoadedRecords } from '../store/loaded-records.ts';
import { parseRequest } from './parse-request.ts';
import { refuseTerminal } from './refuse-terminal.ts';

/**
 * A data folder says that it was opened on another machine. Believed where it knows the machine the terminal was enrolled on;
 * whoever does not is answered alike, and leaves nothing.
 */
export async function hearRefusal(parts: ServerParts, raw: unknown): Promise<RefusalHeard> {
  const { clinicId, terminalId, epoch, enrolledHash, machineHash } = parseRequest(refusalReport, raw);
  const isTheirs = await inClinic(parts.sql, clinicId, async (tx) => {
    const records = new LoadedRecords(tx, clinicId, parts.house);
    const terminal = await records.settled(() => parts.centre.terminal(records, terminalId));
    return terminal?.epoch === epoch && terminal.machineHash === enrolledHash;
  });
  if (isTheirs) await refuseTerminal(parts, { clinicId, terminalId, epoch, machineHash }, 'machine-mismatch');
  return { heard: true };
}
