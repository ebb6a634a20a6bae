import { setTimeout as sleep } from 'node:timers/promises';
import type { TerminalParts } from '../terminal-parts.ts';
import type { Identity } from './identity-file.ts';
import { machineHash } from './machine-id.ts';

/** Nobody waits longer for a server that may be away. */
const TELL_MS = 5_000;

/**
 * Tells the server that this folder was opened on another machine, so that the clinic's own log says so and not only a file in
 * the copy. Tried once each time it is opened: without the network nothing but that file can know. Never throws.
 */
export async function tellRefusal(parts: TerminalParts, identity: Identity): Promise<void> {
  const { clinicId, terminalId, epoch, server, installationId, machineHash: enrolledHash } = identity;
  try {
    const here = machineHash(await parts.machineId(), installationId);
    // Unsigned: the key does not open here.
    const link = parts.transportFor(server, null);
    const told = link.tellRefusal({ clinicId, terminalId, epoch, enrolledHash, machineHash: here });
    await Promise.race([told, sleep(TELL_MS, undefined, { ref: false })]).finally(() => link.close());
  } catch (error) {
    parts.report?.({ what: 'server not told', error: error instanceof Error ? error.message : String(error) });
  }
}
