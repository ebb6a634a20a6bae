import { createHash } from 'node:crypto';
// Its CommonJS build has no named exports that Node can see.
import nodeMachineId from 'node-machine-id';

/**
 * The machine's hardware id. `COUNTERFOIL_MACHINE_ID` stands in for it where several machines are simulated on one: that
 * weakens nothing, since the terminal's key is wrapped with whatever id it was enrolled under and opens with no other.
 */
export async function readMachineId(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  return environment.COUNTERFOIL_MACHINE_ID || nodeMachineId.machineId(true);
}

/**
 * What leaves the machine instead of its id, lower-case hex. The installation id is part of it because a system without a
 * hardware id answers its host's name, which clones share.
 */
export function machineHash(machineId: string, installationId: string): string {
  return createHash('sha256').update(`counterfoil/machine\n${machineId}\n${installationId}`).digest('hex');
}
